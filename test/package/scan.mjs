// Prints what n8n's own scanner for community packages says: of the source, or of an unpacked package.
// Usage: node scan.mjs source|package FOLDER
import { SOURCE_FILE_PATTERNS, analyzePackage } from '@n8n/scan-community-package/scanner/scanner.mjs';

const [leg, folder] = process.argv.slice(2);
const patterns = leg === 'source' ? SOURCE_FILE_PATTERNS : ['**/*.js', 'package.json'];
process.stdout.write(JSON.stringify(await analyzePackage(folder, patterns)));
