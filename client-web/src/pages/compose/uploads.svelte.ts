// Files that wait for their message: sent as soon as they are chosen, so that sending the message is quick.
import { client } from '../../client.svelte';
import { wordsFor } from '../../text/failure';
import { t } from '../../text/text.svelte';

export interface WaitingFile {
  readonly key: number;
  readonly name: string;
  readonly sizeBytes: number;
  readonly share: number; // of it that is on the server, 0 to 1
  readonly uploadId: string; // empty until it is there
  readonly failure: string;
}

const filesMax = 10; // limits::attachments_per_message_max
const bytesMax = 25 * 1024 * 1024; // limits::upload_bytes_max
let nextKey = 1;

export class WaitingFiles {
  list = $state.raw<readonly WaitingFile[]>([]);
  readonly isBusy = $derived.by(() => this.list.some((file) => file.uploadId === '' && file.failure === ''));
  readonly uploadIds = $derived.by(() => this.list.map((file) => file.uploadId).filter(Boolean));

  private readonly stops = new Map<number, AbortController>();

  add(files: readonly File[]) {
    for (const file of files) void this.send(file);
  }

  remove(key: number) {
    this.stops.get(key)?.abort();
    this.list = this.list.filter((file) => file.key !== key);
  }

  clear() {
    this.list = [];
  }

  private async send(file: File) {
    const key = nextKey++;
    const isTooMany = this.list.length >= filesMax;
    const isTooLarge = file.size > bytesMax;
    const failure = isTooMany ? t.compose.files.tooMany(filesMax) : isTooLarge ? t.compose.files.tooLarge : '';
    this.list = [...this.list, { key, name: file.name, sizeBytes: file.size, share: 0, uploadId: '', failure }];
    if (failure) return;
    const stop = new AbortController();
    this.stops.set(key, stop);
    try {
      const { uploadId } = await client.upload(file, (sent, all) => this.change(key, { share: all > 0 ? sent / all : 0 }), stop.signal);
      this.change(key, { uploadId, share: 1 });
    } catch (error) {
      if (!stop.signal.aborted) this.change(key, { failure: wordsFor(error) });
    } finally {
      this.stops.delete(key);
    }
  }

  private change(key: number, change: Partial<WaitingFile>) {
    this.list = this.list.map((file) => (file.key === key ? { ...file, ...change } : file));
  }
}
