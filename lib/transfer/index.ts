export { ExportError, type ExportOptions, exportCsv } from './export-csv';
export { type ImportCounts, type ImportDeps, importCsv } from './import-csv';
export { LayoutError } from './layout';
export { readTime } from './read-time';
