export { findDimension, findMetric } from './find';
export { knownNames, nameTest } from './known-names';
