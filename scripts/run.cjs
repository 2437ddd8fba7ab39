// @ts-check
'use strict';

/*
 * `node scripts/run.cjs <command> [arguments]` runs a command of this project on a clone where nothing may be installed
 * yet: it installs what package-lock.json asks for, puts Node 24 and node_modules/.bin first on PATH, and then behaves
 * like the command itself (same output, signals and exit code). With `--build-tools` before the command only what building
 * the package takes is installed.
 *
 * It must run on Node 18 and without any dependency.
 */

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { installBuildTools } = require('./install/build-tools.cjs');
const { installOnce } = require('./install/install-once.cjs');
const { node24Folder } = require('./install/node24.cjs');
const { InstallFailure, npmCi } = require('./install/npm-ci.cjs');
const { treeState } = require('./install/tree-state.cjs');
const { ROOT } = require('./shared/root.cjs');

/** What installing the tools took, for `npm start -- --timings`. */
let toolsSeconds = 0;

const ONLY_BUILD_TOOLS = '--build-tools';
/** These tell how they are called without anything that is installed. */
const TELLS_BY_ITSELF = /^scripts\/(bench|compatibility|mutation|queue|start)\.cjs$/;

/** @param {string[]} args */
async function main(args) {
	const onlyBuildTools = args[0] === ONLY_BUILD_TOOLS;
	const command = onlyBuildTools ? args.slice(1) : args;
	if (command.length === 0) {
		throw new InstallFailure(`Usage: node scripts/run.cjs [${ONLY_BUILD_TOOLS}] <command> [arguments]`);
	}
	const [, script = '', ...options] = command;
	if (TELLS_BY_ITSELF.test(script) && options.some((option) => ['-h', '--help'].includes(option))) {
		process.exitCode = await runCommand(command, [path.dirname(process.execPath)]);
		return;
	}
	const startedAt = Date.now();
	if (!onlyBuildTools || !(await installBuildTools())) await installAllTools();
	toolsSeconds = (Date.now() - startedAt) / 1000;
	const folders = [await node24Folder(ROOT), path.join(ROOT, 'node_modules', '.bin')];
	process.exitCode = await runCommand(command, folders);
}

async function installAllTools() {
	const look = () => treeState(ROOT);
	await installOnce('tools', look, async ({ reason, wanted }) => {
		const size = '0.4 GB to download, 1.1 GB on the disk';
		console.log(`Installing the tools of this project (${reason}); about ${size}; 1 to 2 minutes ...`);
		await npmCi(ROOT, { name: 'npm ci', wanted });
		console.log('Installed.\n');
	});
}

/**
 * @param {string[]} command
 * @param {string[]} folders looked in before PATH
 * @returns {Promise<number>} exit code
 */
function runCommand([name = '', ...args], folders) {
	const pathName = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
	const env = {
		...process.env,
		[pathName]: [...folders, process.env[pathName]].join(path.delimiter),
		// Lets the command notice that this process was killed, see start/stop-signals.cjs.
		ORDER_DESK_RUN_PID: String(process.pid),
		ORDER_DESK_TOOLS_SECONDS: String(toolsSeconds),
	};
	const isNode = name === 'node';
	const program = isNode ? nodeIn(folders[0] ?? '') : name;
	// The programs in node_modules/.bin are .cmd files on Windows, which need a shell.
	const child = spawn(program, args, {
		cwd: ROOT,
		env,
		stdio: 'inherit',
		shell: process.platform === 'win32' && !isNode,
	});
	for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
		process.on(signal, () => child.kill(signal));
	}
	return new Promise((resolve) => {
		child.once('error', (error) => {
			console.error(`${name} could not be started: ${error.message}`);
			resolve(127);
		});
		child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? os.constants.signals[signal] : 1)));
	});
}

/** @param {string} folder */
function nodeIn(folder) {
	const windows = path.join(folder, 'node.exe');
	return fs.existsSync(windows) ? windows : path.join(folder, 'node');
}

main(process.argv.slice(2)).catch((error) => {
	console.error(error instanceof InstallFailure ? `\n${error.message}` : error);
	process.exitCode = 1;
});
