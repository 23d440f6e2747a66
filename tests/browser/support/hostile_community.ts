// Fills every field that somebody can write with texts that have broken pages of others.
import { hostileBodies as all, hostileNames } from '../../../client-web/src/testing/hostile_texts';
import { channelOf } from './many_messages';
import type { Server } from './server';
import { type Json, signInForToken, Speaker } from './speaker';

export interface HostileCommunity {
  bodies: number; // messages in the thread of bodies
  bodiesThreadId: number;
  titledThreadIds: number[];
  obstacleId: number;
  filesThreadId: number;
  territoryId: number;
  personIds: number[];
}

/** What the server takes: control characters are refused at its door. */
export const hostileBodies = all.filter((text) => !/[\u0000-\u0008\u000b-\u001f]/.test(text));

// Titles and names are one line, of a few hundred bytes; anything longer is refused, and tested as a body.
const oneLine = (bytes: number) => [...hostileBodies, ...hostileNames].filter((text) => !/[\u0000-\u001f\u202a-\u202e\u2066-\u2069]/.test(text) && Buffer.byteLength(text) <= bytes);

export async function makeHostile(server: Server): Promise<HostileCommunity> {
  const facilitator = await Speaker.enter(server, 'f01');
  const channelId = await channelOf(facilitator, 'CHANNEL_KIND_PLENARY');
  const open = (title: string, body: string) =>
    facilitator.command({ openThread: { channelId, kind: 'THREAD_KIND_DISCUSSION', title, body, tags: ['<img src=x onerror=alert(1)>'] } });

  const bodies = await open('Tous les textes', hostileBodies[0]!);
  const rest = [...hostileBodies.slice(1), 'a'.repeat(10_000), `\u202e${'b'.repeat(300)}`];
  const posted = await Promise.all(rest.map((body) => facilitator.command({ postMessage: { threadId: bodies.firstSeq, body } })));
  const first = bodies.firstSeq + 1;
  await facilitator.command({ postMessage: { threadId: bodies.firstSeq, body: '<b>réponse</b>', replyToId: first, quotes: [{ messageId: posted[0]!.firstSeq, start: 0, end: 0 }] } });
  await facilitator.command({ react: { messageId: first, name: '<img src=x onerror=alert(1)>', added: true } });
  await facilitator.command({ keepMessage: { messageId: first, kept: true } });
  await facilitator.command({ pinMessage: { messageId: first, pinned: true } });
  await facilitator.command({ editSummary: { threadId: bodies.firstSeq, text: hostileBodies.slice(14, 40).join('\n\n').slice(0, 4_000), version: 0 } });
  await facilitator.command({ editWord: { text: hostileBodies.slice(0, 14).join('\n').slice(0, 1_200), version: await wordVersion(facilitator) } });
  const titled = await Promise.all(oneLine(300).map((title) => open(title, `Un titre : ${title}`)));
  const files = await postFiles(server, channelId);
  const people = await renameEverybody(server);
  const territoryId = await rewriteTerritory(server);
  const obstacleId = await declareObstacle(server);
  facilitator.leave();
  return { bodies: rest.length + 2, bodiesThreadId: bodies.firstSeq, titledThreadIds: titled.map(({ firstSeq }) => firstSeq),
           obstacleId, filesThreadId: files, territoryId, personIds: people };
}

async function wordVersion(speaker: Speaker): Promise<number> {
  const { word } = (await speaker.ask({ getSnapshot: {} }))['snapshot'] as { word?: { version?: number } };
  return word?.version ?? 0;
}

async function postFiles(server: Server, channelId: number): Promise<number> {
  const speaker = await Speaker.enter(server, 'p21');
  const { token } = await signInForToken(server, 'p21');
  const names = [...oneLine(190).filter((name) => !/[/\\]/.test(name)), 'a.html', 'b.svg']; // folders are refused
  const opened = await speaker.command({ openThread: { channelId, kind: 'THREAD_KIND_DISCUSSION', title: 'Des fichiers', body: 'Voici.' } });
  for (let at = 0; at < names.length; at += 10) {
    const uploadIds = await Promise.all(names.slice(at, at + 10).map((name) => upload(server, token, name)));
    await speaker.command({ postMessage: { threadId: opened.firstSeq, body: `Fichiers, ${at}`, uploadIds } });
  }
  speaker.leave();
  return opened.firstSeq;
}

const poison = '<!doctype html><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>';

async function upload(server: Server, token: string, name: string): Promise<string> {
  const response = await fetch(`${server.origin}/api/uploads?community=demo&name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/octet-stream' },
    body: poison,
  });
  if (!response.ok) throw new Error(`upload of ${JSON.stringify(name)}: HTTP status ${response.status}`);
  return ((await response.json()) as { uploadId: string }).uploadId;
}

/** All pairs but the one that looks; each another name. */
async function renameEverybody(server: Server): Promise<number[]> {
  const names = oneLine(120);
  const ids: number[] = [];
  for (let i = 1; i <= 24; i += 1) {
    const speaker = await Speaker.enter(server, `p${String(i).padStart(2, '0')}`);
    const at = (offset: number) => names[(i * 3 + offset) % names.length]!;
    await speaker.command({ editProfile: { name: at(0), organisation: at(1), function: at(2), bio: hostileBodies.slice(i * 4, i * 4 + 6).join('\n').slice(0, 1_900) } });
    ids.push(speaker.memberId);
    speaker.leave();
  }
  return ids;
}

async function rewriteTerritory(server: Server): Promise<number> {
  const speaker = await Speaker.enter(server, 'p01');
  const snapshot = (await speaker.ask({ getSnapshot: {} }))['snapshot'] as { members: Json[]; territories: Json[] };
  const me = snapshot.members.find(({ id }) => Number(id) === speaker.memberId)!;
  const territory = snapshot.territories.find(({ id }) => id === me['territoryId'])!;
  const text = (from: number) => hostileBodies.slice(from, from + 12).join('\n\n').slice(0, 1_900);
  await speaker.command({ editTerritory: { territory: { ...territory, summary: text(0), offers: text(40), seeks: text(60) } } });
  speaker.leave();
  return Number(territory['id']);
}

async function declareObstacle(server: Server): Promise<number> {
  const speaker = await Speaker.enter(server, 'p05');
  const text = (from: number) => hostileBodies.slice(from, from + 10).join('\n\n');
  const { firstSeq } = await speaker.command({
    declareObstacle: {
      title: '<img src=x onerror=alert(1)> le financement',
      body: hostileBodies[20],
      card: { natures: ['OBSTACLE_NATURE_FINANCIAL'], context: text(0), tried: hostileBodies.slice(30, 40), effects: text(10), helpWanted: text(20),
              actorsConcerned: oneLine(100).slice(0, 10), scope: 'OBSTACLE_SCOPE_COMMUNITY' },
      themeId: await firstTheme(speaker),
    },
  });
  speaker.leave();
  return firstSeq;
}

async function firstTheme(speaker: Speaker): Promise<number> {
  const { themes } = (await speaker.ask({ getSnapshot: {} }))['snapshot'] as { themes: { id: string }[] };
  return Number(themes[0]!.id);
}
