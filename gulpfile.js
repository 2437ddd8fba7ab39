'use strict';

const { spawn } = require('node:child_process');
const { mkdir, rm, writeFile } = require('node:fs/promises');
const path = require('node:path');
const gulp = require('gulp');

const dist = path.join(__dirname, 'dist');

const clean = () => rm(dist, { recursive: true, force: true });

const compile = () =>
	spawn(process.execPath, [require.resolve('typescript/bin/tsc')], { cwd: __dirname, stdio: 'inherit' });

/** What the compiler leaves out: icons, codex files (`*.node.json`) and the changelog. */
const assets = () =>
	gulp
		.src(['icons/*.svg', 'nodes/**/*.{svg,json}', 'CHANGELOG.md'], { base: '.', encoding: false })
		.pipe(gulp.dest(dist));

/** Output schemas, written from the compiled operations: the editor offers their fields before anything has run. */
const schemas = async () => {
	const { resources } = require('./dist/nodes/OrderDesk/resources.js');
	const { outputSchema } = require('./dist/nodes/shared/outputSchema.js');
	for (const resource of resources) {
		const folder = path.join(dist, 'nodes', 'OrderDesk', '__schema__', 'v1.0.0', resource.value);
		await mkdir(folder, { recursive: true });
		for (const operation of resource.operations) {
			await writeFile(path.join(folder, `${operation.value}.json`), JSON.stringify(outputSchema(operation)));
		}
	}
	const { triggerRecord } = require('./dist/nodes/OrderDeskTrigger/triggerItem.js');
	const { polledRecord } = require('./dist/nodes/OrderDeskPollingTrigger/polledItem.js');
	for (const [node, shape] of Object.entries({
		OrderDeskTrigger: triggerRecord,
		OrderDeskPollingTrigger: polledRecord,
	})) {
		const folder = path.join(dist, 'nodes', node, '__schema__');
		await mkdir(folder, { recursive: true });
		await writeFile(path.join(folder, 'v1.0.0.json'), JSON.stringify(outputSchema(shape)));
	}
};

module.exports = { clean, compile, assets, schemas, build: gulp.series(clean, compile, assets, schemas) };
