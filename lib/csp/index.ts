export { holdPages } from './hold-pages';
export { type TrustedCode, trustedCode } from './trusted-code';
