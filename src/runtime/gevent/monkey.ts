/**
 * gevent.monkey: from the first statement of a program on, the waits of threadlanes and threadlanes/net let the other
 * greenlets of the thread go on. Nothing is replaced: the kernel asks at each wait (Kernel.cooperates).
 */
import { ThreadError } from '../errors.js';
import { current } from '../kernel.js';
import { SpaceWords } from '../space.js';

export const monkey = {
  patchAll(): void {
    const kernel = current();
    if (kernel.moduleLevel === 'outside')
      throw new ThreadError('monkey.patchAll() is the first statement of the module');
    kernel.words[kernel.space + SpaceWords.Patched] = 1;
  },
};
