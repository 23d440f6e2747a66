// When something could not be done: what happened, and what to do now.
export const failure = {
  offline: 'Pas de réseau pour le moment. Réessayez dans un instant.',
  unknown: 'Quelque chose n’a pas fonctionné. Rechargez la page ; si cela recommence, prévenez l’animation.',
  tooLarge: (limit: string, unit: string) =>
    unit === 'bytes' ? `C’est trop long : ${limit} octets au plus.` : `C’est trop : ${limit} au plus.`,
  codes: {
    UNIMPLEMENTED: 'Ce serveur ne sait pas encore le faire.',
    INVALID_ARGUMENT: 'Quelque chose manque ou dépasse la longueur permise. Vérifiez ce que vous avez écrit.',
    NOT_FOUND: 'Cela n’existe plus, ou ce lieu n’est pas le vôtre.',
    FORBIDDEN: 'Votre rôle ne permet pas de le faire ici.',
    CONFLICT: 'Quelqu’un vient de le modifier. Relisez la version en cours, puis réessayez.',
    KEY_REUSED: 'Cet envoi a déjà servi. Rechargez la page, puis réessayez.',
    ARCHIVED: 'Ce fil est archivé : il se lit, il ne se modifie plus.',
    ALREADY_DONE: 'C’était déjà fait.',
    TOO_LARGE: 'C’est trop long ou trop lourd.',
    OVERLOADED: 'Le serveur est très occupé. Réessayez dans un instant.',
    RATE_LIMITED: 'Trop d’essais en peu de temps. Attendez une minute, puis réessayez.',
    STORAGE_UNAVAILABLE: 'Le serveur ne peut plus rien enregistrer pour le moment. La lecture continue ; prévenez l’administration technique.',
    INTERNAL: 'Le serveur a rencontré une erreur. Réessayez ; si cela recommence, prévenez l’administration technique.',
    UNAUTHENTICATED: 'Votre session est terminée. Connectez-vous de nouveau.',
    HELLO_REQUIRED: 'La connexion a été interrompue. Rechargez la page.',
    UNSUPPORTED_VERSION: 'Cette page est d’une autre version que le serveur. Rechargez-la.',
  },
};
