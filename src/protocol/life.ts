/** What can be called of every worker of ours. */
export interface LifeApi {
  /** Takes the Web Lock of that name for as long as the worker lives; resolves once it is held. An empty name is none. */
  hold(lock: string): Promise<void>;
}
