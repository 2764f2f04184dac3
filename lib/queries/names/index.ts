export { findDimension } from './find';
export { knownMarkets, knownNames, nameFaults, nameTest } from './known-names';
