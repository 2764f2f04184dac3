export { boundedText } from './bounded-text';
export { cachedReply } from './cached-reply';
export { cronRoute } from './cron';
export { formatOf, formatParameter } from './format';
export { HttpProblem, type ProblemCode, problemBody, problemSchema } from './problem';
export { readQuery } from './query';
export { readRoute, route, unknownRoute } from './route';
