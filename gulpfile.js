'use strict';

const { spawn } = require('node:child_process');
const { rm } = require('node:fs/promises');
const path = require('node:path');
const gulp = require('gulp');

const dist = path.join(__dirname, 'dist');

const clean = () => rm(dist, { recursive: true, force: true });

const compile = () =>
	spawn(process.execPath, [require.resolve('typescript/bin/tsc')], { cwd: __dirname, stdio: 'inherit' });

/** What the compiler leaves out: icons, codex files (`*.node.json`) and output schemas. */
const assets = () =>
	gulp.src(['icons/*.svg', 'nodes/**/*.{svg,json}'], { base: '.', encoding: false }).pipe(gulp.dest(dist));

module.exports = { clean, compile, assets, build: gulp.series(clean, compile, assets) };
