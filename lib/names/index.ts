export { findDimension, findMetric, lookUpDimension } from './find';
export { knownMarkets, knownNames, nameFaults, nameTest } from './known-names';
