import type { Metadata } from 'next';
import { connection } from 'next/server';
import { ApiDocs } from '@/components/api-docs/api-docs';
import { readDocument } from '@/components/api-docs/document';

export const metadata: Metadata = {
  alternates: { canonical: '/api-docs' },
  title: 'API',
  description: 'Every route of the REST interface: what it takes, what it answers, and lines to try it.',
};

export const instant = false;

export default async function ApiDocsPage() {
  // The lines name this installation's own address, which the build does not know.
  await connection();
  return <ApiDocs document={readDocument()} />;
}
