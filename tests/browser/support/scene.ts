// The demo community on a lively day: what the pages show when everything that they can show is there.
import { crc32, deflateSync } from 'node:zlib';

import type { Page } from '@playwright/test';

import { ask, memberId, tell, threadId, threadsOf, upload } from './community';
import { type Commons, liveCommons } from './commons';
import { liveCourse, type LiveCourse } from './course';
import { PlayedRound } from './played_round';
import { livePitch, liveRoadmap } from './roadmap';

export interface Scene {
  /** A testimony with a summary, quotes, files, reactions, a pinned and a kept message, and unread ones for Nadia (p01). */
  readonly testimony: number;
  readonly testimonyMiddle: number; // a message in it
  readonly obstacle: number; // lifted, with its whole life
  readonly open: number; // an obstacle on which nobody works yet
  readonly plenary: number; // a long thread
  readonly archived: number;
  readonly conversation: number; // the channel of Nadia, Inès and Jean-Michel
  readonly territory: number;
  readonly person: number;
  readonly roadmap: number; // of Nadia's pair, shared with the community, with opinions; and a pitch
  readonly pitch: number;
  readonly commons: Commons; // Yann was asked for a quote and has not answered
  readonly course: LiveCourse;
  readonly round: number; // in its consultation: Florence (f01) facilitates, Yann (p10) is a consultant
}

type Enter = (name: string) => Promise<Page>;

export async function liven(enter: Enter): Promise<Scene> {
  const [nadia, florence, yann, pascal] = [await enter('p01'), await enter('f01'), await enter('p10'), await enter('p13')] as const;
  const testimony = await threadId(nadia, 'La Criée');
  await leaveLongAgo(await enter('p03'));
  const { testimonyMiddle } = await talkAbout(testimony, { nadia, florence, yann, pascal });
  const { territories = [] } = await ask(nadia, { getSnapshot: {} });
  const plenary = await fillPlenary(florence, pascal);
  const archived = await archiveOne(florence);
  const conversation = await converse(nadia, await enter('p14'));
  await readAll(await enter('p05'));
  const round = await PlayedRound.plan({ facilitator: florence, client: pascal, phone: yann, former: nadia, deputy: await enter('p15'), observer: await enter('o02') });
  await round.playTo('consultation');
  return {
    testimony,
    testimonyMiddle,
    obstacle: await threadId(nadia, 'Le changement d’élue'),
    open: await threadId(nadia, 'Co-construire quand'),
    plenary,
    archived,
    conversation,
    territory: Number(territories[4].id),
    person: await memberId(nadia, 'Yann Kervadec'),
    roadmap: await liveRoadmap({ pair: nadia, peer: yann, facilitator: florence }),
    pitch: await livePitch({ pair: nadia, peer: yann }),
    commons: await liveCommons({ facilitator: florence, member: pascal, peer: yann }),
    course: await liveCourse({ facilitator: florence, catalysts: [nadia, yann, pascal, await enter('p05')] }),
    round: round.id,
  };
}

type Voices = Record<'nadia' | 'florence' | 'yann' | 'pascal', Page>;

/** The last visit was three months before the demo's last day. */
async function leaveLongAgo(page: Page): Promise<void> {
  await tell(page, { setLastVisit: { seq: await threadId(page, 'Nos élus confondent') } });
}

async function readAll(page: Page): Promise<void> {
  const { headSeq } = await ask(page, { catchUp: {} });
  for (const { thread, unreadCount } of await threadsOf(page)) {
    if (unreadCount) await tell(page, { markRead: { threadId: thread.id, readUpTo: thread.lastMessageId } });
  }
  await tell(page, { setLastVisit: { seq: headSeq } });
}

async function talkAbout(id: number, { nadia, florence, yann, pascal }: Voices): Promise<{ testimonyMiddle: number }> {
  const say = (page: Page, body: string, more: object = {}) => tell(page, { postMessage: { threadId: id, body, ...more } });

  const picture = await upload(yann, 'plan-de-la-criee.png', drawing(900, 420));
  const deed = await upload(yann, 'Convention d’occupation – version signée.pdf', Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'));
  const withFiles = await say(yann, 'Voici le plan du rez-de-chaussée et la convention, pour celles et ceux qui me l’ont demandé.', { uploadIds: [picture, deed] });
  const table = await say(
    pascal,
    ['### Nos trois scénarios', '', '| Scénario | Coût par an | Qui porte ? |', '| --- | ---: | --- |', '| Régie | 42 000 € | la ville |',
     '| Association | 28 500 € | les usagers |', '| SCIC | 35 000 € | tout le monde |', '', '1. **commencer petit** ;', '2. tenir une réunion par mois ;',
     '3. compter ce que cela *évite*.', '', '> « On n’a jamais eu autant de monde un mardi soir. »'].join('\n'),
  );
  await say(florence, 'Un rappel du cadre : on parle de ce que l’on vit, on ne nomme pas de tiers.', { kind: 'MESSAGE_KIND_MODERATION' });
  const nadiaId = await memberId(yann, 'Nadia Benhaddou');
  await say(yann, `<@${nadiaId}>, tu avais chiffré la même chose à Valmérac, non ?`, { replyToId: table, quotes: [{ messageId: table, start: 0, end: 0 }] });

  await tell(nadia, { react: { messageId: withFiles, name: 'merci', added: true } });
  await tell(pascal, { react: { messageId: withFiles, name: 'merci', added: true } });
  await tell(florence, { react: { messageId: table, name: '💡', added: true } });
  await tell(florence, { keepMessage: { messageId: table, kept: true } });
  await tell(florence, { pinMessage: { messageId: withFiles, pinned: true } });
  await tell(nadia, { setBookmark: { messageId: table, kept: true } });
  await tell(nadia, { saveDraft: { threadId: id, text: 'Oui, j’ai gardé nos chiffres de 2025 : je les retrouve et' } });
  await tell(yann, {
    editSummary: { threadId: id, text: '**La question** : comment tenir un lieu ouvert sans poste dédié ?\n\n- six mois d’ouverture, 40 personnes par semaine ;\n- trois scénarios chiffrés ;\n- reste à décider : qui porte le bail.' },
  });
  return { testimonyMiddle: table };
}

async function fillPlenary(florence: Page, pascal: Page): Promise<number> {
  const { channels = [] } = await ask(florence, { getSnapshot: {} });
  const plenary = channels.find((channel: { kind: string }) => channel.kind === 'CHANNEL_KIND_PLENARY');
  const id = await tell(florence, {
    openThread: { channelId: plenary.id, kind: 'THREAD_KIND_DISCUSSION', title: 'Covoiturage vers la session 3', body: 'Qui part d’où, et quand ? Dites-le ici.' },
  });
  for (let n = 1; n <= 40; n += 1) {
    await tell(n % 3 === 0 ? florence : pascal, { postMessage: { threadId: id, body: `Il reste ${(n % 4) + 2} places au départ de la gare n° ${n}. Retour le soir même, vers 19 h 30.` } });
  }
  return id;
}

async function archiveOne(florence: Page): Promise<number> {
  const { themes = [] } = await ask(florence, { getSnapshot: {} });
  const { channels = [] } = await ask(florence, { getSnapshot: {} });
  const channel = channels.find((each: { kind: string }) => each.kind === 'CHANNEL_KIND_THEMES');
  const id = await tell(florence, {
    openThread: { channelId: channel.id, kind: 'THREAD_KIND_QUESTION', title: 'Quel jour pour la visite de juin ?', body: 'Le jeudi l’emporte.', themeId: themes[0].id },
  });
  await tell(florence, { resolveThread: { threadId: id, resolved: true } });
  await tell(florence, { archiveThread: { threadId: id, archived: true } });
  return id;
}

async function converse(nadia: Page, ines: Page): Promise<number> {
  const others = [await memberId(nadia, 'Inès Moreira'), await memberId(nadia, 'Jean-Michel Kaczmarek')];
  const channelId = await tell(nadia, { openConversation: { memberIds: others } });
  const title = 'Conversation';
  const id = await tell(nadia, { openThread: { channelId, kind: 'THREAD_KIND_DISCUSSION', title, body: 'Vous seriez partants pour une visite croisée en janvier ?' } });
  await tell(ines, { postMessage: { threadId: id, body: 'Volontiers. Le 15 me va bien, et je peux loger deux personnes.' } });
  return channelId;
}

/** A PNG of plain bands: a picture that any decoder takes. */
function drawing(width: number, height: number): Buffer {
  const rows: Buffer[] = [];
  for (let y = 0; y < height; y += 1) {
    const row = Buffer.alloc(1 + width * 3);
    for (let x = 0; x < width; x += 1) {
      const shade = (Math.floor(x / 150) + Math.floor(y / 140)) % 2;
      row.set(shade ? [0xdb, 0xeb, 0xe1] : [0x8f, 0xb9, 0xa3], 1 + x * 3);
    }
    rows.push(row);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.concat(rows))), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ...parts]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), whole.length - 4);
  return whole;
}
