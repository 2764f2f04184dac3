export { findDimension, findMetric } from './find';
export { knownNames } from './known-names';
