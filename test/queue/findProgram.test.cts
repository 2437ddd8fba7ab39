import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';

const { findProgram } = jest.requireActual<{ findProgram: (name: string, debianPackage: string) => string }>(
	join(__dirname, '..', '..', 'scripts', 'queue', 'servers', 'find-program.cjs'),
);

describe('a server that the run in queue mode needs', () => {
	it('is found in the PATH', () => {
		expect(findProgram('sh', 'dash')).toMatch(/\/sh$/);
	});

	it('that is not there is named, with how to install it', () => {
		const message =
			'needs no-such-server, which is not installed. On Debian and Ubuntu:\n  apt-get install no-such-package';
		expect(() => findProgram('no-such-server', 'no-such-package')).toThrow(message);
	});
});
