import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';

/** Starts WebKit's driver on the port of its project; it ends with this process, since the browser is closed after all else. */
export default async function setup(): Promise<void> {
  const port = Number(process.env['PERPIXEL_WEBDRIVER']);
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], { stdio: 'inherit' });
  process.once('exit', () => driver.kill());
  await listening(port);
}

async function listening(port: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const socket = connect(port, '127.0.0.1');
    const open = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('WebKitWebDriver does not listen.');
}
