// Before anything imports n8n-core: it writes a settings file on import, and prints every NodeApiError.
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = join(tmpdir(), `n8n-nodes-order-desk-test-${process.env['JEST_WORKER_ID']}`);
mkdirSync(folder, { recursive: true });
process.env['N8N_USER_FOLDER'] = folder;
process.env['N8N_LOG_LEVEL'] = 'silent';

import 'reflect-metadata';
