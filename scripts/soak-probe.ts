/** Loaded into the program under soak: answers each message with its memory after a full collection. */
const collect: unknown = Reflect.get(globalThis, 'gc');
process.on('message', () => {
  if (typeof collect === 'function') collect();
  process.send?.(process.memoryUsage());
});
// Waiting for messages must not keep the program alive when it stops.
process.channel?.unref();
