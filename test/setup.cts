// Before anything imports n8n-core: it writes a settings file on import, and prints every NodeApiError.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

process.env['N8N_USER_FOLDER'] = mkdtempSync(join(tmpdir(), 'n8n-nodes-order-desk-'));
process.env['N8N_LOG_LEVEL'] = 'silent';

import 'reflect-metadata';
