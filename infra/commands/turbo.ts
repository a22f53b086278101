import { runTurbo } from './build.ts';

const end = await runTurbo(process.argv.slice(2), { limitMs: 20 * 60_000 });
if (!end.ok) console.error(`turbo: ${end.why}`);
process.exit(end.ok ? 0 : 1);
