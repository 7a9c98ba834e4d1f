/** Whether somebody hears of each piece of work that a device has done. */
export interface WorkWatch {
  active: boolean;
}

/**
 * Hears whenever a device has done what was submitted to it at one time, beginning now. A run of a network is submitted in many pieces,
 * at once where its kernels are still being compiled: one that gets on, however slowly, is told by them from one that hangs.
 */
export function watchWork({ queue }: GPUDevice, heard: () => void): WorkWatch {
  const watch = { active: true };
  const submit = queue.submit.bind(queue);
  queue.submit = (commands) => {
    submit(commands);
    // nothing is submitted where a browser is to look whether something is done
    if (Array.isArray(commands) && commands.length === 0) return;
    // of a device that is lost whoever waits for its work hears
    if (watch.active) queue.onSubmittedWorkDone().then(heard, () => undefined);
  };
  return watch;
}
