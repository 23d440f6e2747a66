// Frames over a WebSocket, binary.
import { decodeServerFrame, encodeClientFrame, subProtocol } from '../protocol/wire';
import { closeCodes, type OpenTransport } from './transport';

export function socketAddress(page: { protocol: string; host: string }): string {
  return `${page.protocol === 'https:' ? 'wss:' : 'ws:'}//${page.host}/socket`;
}

export function socketTransport(address: string, Socket: typeof WebSocket = WebSocket): OpenTransport {
  return (events) => {
    const socket = new Socket(address, subProtocol);
    socket.binaryType = 'arraybuffer';
    let isOver = false;
    const end = (code: number, reason: string) => {
      if (isOver) return;
      isOver = true;
      events.closed({ code, reason });
    };
    socket.onopen = () => {
      if (!isOver) events.opened();
    };
    socket.onmessage = ({ data }) => {
      if (isOver) return;
      try {
        events.frame(decodeServerFrame(new Uint8Array(data as ArrayBuffer)));
      } catch (error) {
        console.error('ramure: a frame could not be taken', error);
        socket.close();
        end(closeCodes.protocolError, 'not a frame');
      }
    };
    socket.onclose = ({ code, reason }) => end(code, reason);
    return {
      send(frame) {
        if (socket.readyState === Socket.OPEN) socket.send(encodeClientFrame(frame));
      },
      close() {
        socket.close(); // a dead network may keep its closing handshake waiting: it is over for us now
        end(closeCodes.normal, '');
      },
    };
  };
}
