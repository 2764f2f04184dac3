import { z } from 'zod';
import type { Form } from '@/lib/http';

/** The query of a route that takes none. */
export const nothing = z.strictObject({});

/** For a form whose fields are those of the JSON. */
export const asItIs = (form: Form) => form;
