import type { Delivered, WebhookOutcome } from '@/lib/outbox';

export const deliveredExample: Delivered = { requests: 2, sent: 131, retries: 0, dead: 0, ended: 'empty' };

export const webhookOutcomeExample: WebhookOutcome = { state: 'silenced' };
