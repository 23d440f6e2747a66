// Which page answers to which address. Each is loaded when it is first asked for.
import type { Component } from 'svelte';

/** What every page is given. */
export interface PageProps {
  id: string; // what the address says in the place of `:id`; empty where it has none
}

// Pages that want nothing from their address take no properties; App.svelte gives them all the same.
type Load = () => Promise<{ default: Component<PageProps> | Component<Record<string, never>> }>;

/** One address. `place` is the entry of the navigation that is marked while one is there. */
export interface Route {
  pattern: string;
  place: PlaceName;
  load: Load;
  isOpen?: boolean; // may be seen without signing in
}

export type PlaceName = 'home' | 'exchanges' | 'rounds' | 'roadmaps' | 'territory' | 'path' | 'resources' | 'committees' | 'network' | 'facilitation' | 'account' | 'search' | 'door';

export const routes: Route[] = [
  { pattern: '/', place: 'home', load: () => import('../pages/home/HomePage.svelte') },
  { pattern: '/echanges', place: 'exchanges', load: () => import('../pages/threads/ThreadsPage.svelte') },
  { pattern: '/echanges/:id', place: 'exchanges', load: () => import('../pages/threads/ThreadsPage.svelte') },
  { pattern: '/carte', place: 'exchanges', load: () => import('../pages/map/MapPage.svelte') },
  { pattern: '/fil/:id', place: 'exchanges', load: () => import('../pages/thread/ThreadPage.svelte') },
  { pattern: '/ecrire', place: 'exchanges', load: () => import('../pages/write/WritePage.svelte') },
  { pattern: '/frein/nouveau', place: 'exchanges', load: () => import('../pages/obstacle/DeclarePage.svelte') },
  { pattern: '/recherche', place: 'search', load: () => import('../pages/search/SearchPage.svelte') },
  { pattern: '/territoire', place: 'territory', load: () => import('../pages/territory/TerritoryPage.svelte') },
  { pattern: '/reseau', place: 'network', load: () => import('../pages/network/NetworkPage.svelte') },
  { pattern: '/reseau/territoire/:id', place: 'network', load: () => import('../pages/network/TerritoryProfile.svelte') },
  { pattern: '/reseau/personne/:id', place: 'network', load: () => import('../pages/network/PersonProfile.svelte') },
  { pattern: '/conversation/:id', place: 'network', load: () => import('../pages/network/ConversationPage.svelte') },
  { pattern: '/compte', place: 'account', load: () => import('../pages/account/AccountPage.svelte') },
  { pattern: '/animation', place: 'facilitation', load: () => import('../pages/facilitation/FacilitationPage.svelte') },
  { pattern: '/animation/:id', place: 'facilitation', load: () => import('../pages/facilitation/FacilitationPage.svelte') },
  { pattern: '/codeveloppement', place: 'rounds', load: () => import('../pages/rounds/RoundsPage.svelte') },
  { pattern: '/codeveloppement/planifier', place: 'rounds', load: () => import('../pages/rounds/plan/PlanPage.svelte') },
  { pattern: '/codeveloppement/essai', place: 'rounds', load: () => import('../pages/rounds/plan/PracticePage.svelte') },
  { pattern: '/codeveloppement/:id', place: 'rounds', load: () => import('../pages/rounds/RoundPage.svelte') },
  { pattern: '/feuilles-de-route', place: 'roadmaps', load: () => import('../pages/roadmaps/RoadmapsPage.svelte') },
  { pattern: '/feuille-de-route/:id', place: 'roadmaps', load: () => import('../pages/roadmaps/RoadmapPage.svelte') },
  { pattern: '/parcours', place: 'path', load: () => import('../pages/course/CoursePage.svelte') },
  { pattern: '/parcours/planifier', place: 'path', load: () => import('../pages/course/planning/PlanPage.svelte') },
  { pattern: '/parcours/carnet', place: 'path', load: () => import('../pages/course/notebook/NotebookPage.svelte') },
  { pattern: '/parcours/atelier/:id', place: 'path', load: () => import('../pages/course/workshop/WallPage.svelte') },
  { pattern: '/rencontre/:id', place: 'path', load: () => import('../pages/course/gathering/GatheringPage.svelte') },
  { pattern: '/rencontre/:id/modifier', place: 'path', load: () => import('../pages/course/planning/EditPage.svelte') },
  { pattern: '/ressources', place: 'resources', load: () => import('../pages/resources/ResourcesPage.svelte') },
  { pattern: '/ressources/proposer', place: 'resources', load: () => import('../pages/resources/ProposePage.svelte') },
  { pattern: '/ressources/:id', place: 'resources', load: () => import('../pages/resources/ResourcesPage.svelte') },
  { pattern: '/comites', place: 'committees', load: () => import('../pages/committees/CommitteePage.svelte') },
  { pattern: '/comites/:id', place: 'committees', load: () => import('../pages/committees/CommitteePage.svelte') },
  { pattern: '/dossier/nouveau', place: 'committees', load: () => import('../pages/committees/DraftPage.svelte') },
  { pattern: '/dossier/:id', place: 'committees', load: () => import('../pages/committees/DossierPage.svelte') },
  { pattern: '/connexion', place: 'door', load: () => import('../pages/door/SignInPage.svelte'), isOpen: true },
  { pattern: '/invitation', place: 'door', load: () => import('../pages/door/InvitationPage.svelte'), isOpen: true },
  { pattern: '/lien', place: 'door', load: () => import('../pages/door/LinkPage.svelte'), isOpen: true },
  { pattern: '/mot-de-passe', place: 'door', load: () => import('../pages/door/LinkPage.svelte'), isOpen: true },
  { pattern: '/courriels', place: 'door', load: () => import('../pages/door/MailsPage.svelte'), isOpen: true },
];

/** The route of a path and what stands in the place of `:id`; nothing when no page has this address. */
export function match(path: string): { route: Route; id: string } | undefined {
  const parts = path.split('/');
  for (const route of routes) {
    const wanted = route.pattern.split('/');
    if (wanted.length !== parts.length) continue;
    if (wanted.every((part, i) => part === parts[i] || (part === ':id' && parts[i] !== ''))) {
      return { route, id: decoded(parts[wanted.indexOf(':id')] ?? '') };
    }
  }
  return undefined;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a broken escape leads to no thing: the page says so
  }
}
