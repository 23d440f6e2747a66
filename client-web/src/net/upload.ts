// Sending a file, with its progress: fetch does not tell any for what is sent.
import { UploadSchema } from '../protocol/gen/ramure/v1/accounts_pb';
import type { Upload } from '../protocol/messages';
import { decodeJson } from '../protocol/json';
import { uploadAddress } from './addresses';
import { Offline } from './errors';
import { checkAnswer } from './http';

export type UploadProgress = (sentBytes: number, allBytes: number) => void;

/** @throws RefusalError (TOO_LARGE …), Offline, or the signal's AbortError. */
export function uploadFile(community: string, file: File, onProgress: UploadProgress, signal?: AbortSignal): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', uploadAddress(community, file.name));
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded, total || file.size);
    request.onload = () => {
      try {
        resolve(decodeJson(UploadSchema, checkAnswer(request.status, request.responseText)));
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    request.onerror = () => reject(new Offline('the file was not sent'));
    request.onabort = () => reject(new DOMException('cancelled', 'AbortError'));
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    if (signal?.aborted) request.abort();
    else request.send(file);
  });
}
