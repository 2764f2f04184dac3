export { findDimension, findMetric, lookUpDimension } from './find';
export { knownMarkets, knownNames, nameTest } from './known-names';
