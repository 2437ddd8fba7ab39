import { describe, expect, it } from '@jest/globals';
import { settle } from '../../../api/errors';
import { scriptedStore } from '../../support/scriptedStore.cts';

const note = { path: { orderId: '7' }, body: { note: 'Packed' } };

const after = async (error: Error) => {
	const { client, sent } = scriptedStore(() => error);
	const outcome = await settle(client.call('addNote', note));
	return { outcome, sent: sent().length };
};

const broken = (code: string, message: string) => Object.assign(new Error(message), { code });

describe('a write over TLS', () => {
	it.each([
		['EPROTO', 'write EPROTO 40D7:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:ssl3_record.c:355:'],
		['EPROTO', 'write EPROTO C0:error:0A000410:SSL routines:ssl3_read_bytes:ssl/tls alert handshake failure:1605:'],
		['EPROTO', 'write EPROTO C0:error:0A00042E:SSL routines:ssl3_read_bytes:tlsv1 alert protocol version:1584:'],
		['ERR_SSL_WRONG_VERSION_NUMBER', 'error:0A00010B:SSL routines::wrong version number'],
		['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'handshake failed'],
		['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'alert'],
		['ERR_SSL_NO_SHARED_CIPHER', 'no cipher'],
	])('that is refused by %s (%s) has not arrived, and is a plain failure', async (code, message) => {
		const { outcome, sent } = await after(broken(code, message));
		expect(outcome).toMatchObject({ ok: false, error: { kind: 'unreached' } });
		expect(sent).toBe(9);
		const wrapped = await after(new Error('fetch failed', { cause: broken(code, message) }));
		expect(wrapped.outcome).toMatchObject({ error: { kind: 'unreached' } });
	});

	it.each([
		['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', 'decryption failed or bad record mac'],
		['EPROTO', 'read EPROTO C0:error:0A000119:SSL routines:ssl3_get_record:decryption failed or bad record mac:'],
		['ERR_SSL_UNEXPECTED_EOF_WHILE_READING', 'unexpected eof while reading'],
		['ECONNRESET', 'wrong version number'],
	])('that is broken off by %s (%s) may have arrived', async (code, message) => {
		const { outcome, sent } = await after(broken(code, message));
		expect(outcome).toMatchObject({ ok: false, error: { kind: 'uncertain' } });
		expect(sent).toBe(1);
	});
});
