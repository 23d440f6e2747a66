// What the usual forms of rounds (deploy/templates) say, in English, by their French words with ordinary spaces. A form
// that a community wrote itself is shown as it was written.
export const usualForms: Record<string, string> = {
  // Forms
  'Tour de codéveloppement': 'Co-development round',
  'Une personne expose une situation qu’elle vit ; les autres l’aident, dans l’ordre des étapes. Environ deux heures.':
    'One person tells a situation that they live; the others help, in the order of the steps. About two hours.',
  'Tour flash': 'Flash round',
  'Format inspiré du codéveloppement, pour un sujet simple et urgent : les mêmes six étapes en 45 minutes, 50 avec un choix de sujet.':
    'A format inspired by co-development, for a simple and urgent subject: the same six steps in 45 minutes, 50 with a choice of subject.',
  'Tour écrit, sur plusieurs semaines': 'Written round, over several weeks',
  'Adaptation à l’écrit, sur deux à quatre semaines : chaque étape s’ouvre et se ferme à une date annoncée. Ouvrir et clore par un court appel.':
    'An adaptation to writing, over two to four weeks: each step opens and closes at an announced date. Begin and end with a short call.',
  'Tour à côté d’une visio': 'Round beside a video call',
  'Deux heures au plus, pause annoncée vers 50 minutes, de préférence à cinq ou six. On ne s’enregistre jamais.':
    'Two hours at most, a break announced at about 50 minutes, best with five or six. Nothing is ever recorded.',
  'Deux clientes ou clients dans la séance': 'Two clients in one sitting',
  'Deux tours d’environ 90 minutes, séparés par une vraie pause ; le second commence à l’exposé.':
    'Two rounds of about 90 minutes with a real break between; the second begins with the telling.',
  'Atelier de partage (S3)': 'Sharing workshop (S3)',
  'Une personne présente où en est sa mise en œuvre ; les autres partagent ce qu’elles ont vécu. Une heure.':
    'One person presents how far they are; the others share what they lived. One hour.',
  'Atelier pitch (S4)': 'Pitch workshop (S4)',
  'Cinq minutes de pitch, cinq de questions, puis trois retours : ce qui me convainc, ce que je n’ai pas compris, ce que je peux apporter.':
    'Five minutes of pitch, five of questions, then three returns: what convinces me, what I did not understand, what I can bring.',
  // Steps
  'Accueil et cadre': 'Welcome and frame',
  'Retour d’expérience': 'Return of experience',
  'Choix du sujet': 'Choice of the subject',
  'Exposé': 'Telling',
  'Clarification': 'Clarification',
  'Contrat de consultation': 'Contract of consultation',
  'Consultation': 'Consultation',
  'Synthèse et plan d’action': 'Synthesis and action plan',
  'Apprentissages et évaluation': 'Learning and evaluation',
  'Clôture et compte rendu': 'Closing and minutes',
  'Suivi du plan d’action': 'Follow-up of the action plan',
  'Présentation': 'Presentation',
  'Questions': 'Asking',
  'Partage': 'Sharing',
  'Suites pour la feuille de route': 'What follows for the roadmap',
  'Ce que nous avons appris': 'What we learnt',
  'Pitch': 'The pitch',
  'Retours des pairs': 'Returns of peers',
  'Ce que nous retenons': 'What we keep',
  // Sentences
  'Ce qui se dit ici reste ici. On parle en « je », on n’interrompt pas, chacun et chacune peut passer. Êtes-vous d’accord avec ce cadre ?':
    'What is said here stays here. Each one speaks for themselves, nobody interrupts, anyone may pass. Do you agree with this frame?',
  'Ce qui se dit ici reste ici, rien n’est enregistré. L’ordre de parole est affiché ; qui parle passe la parole. La pause est annoncée avant la consultation. Êtes-vous d’accord avec ce cadre ?':
    'What is said here stays here, nothing is recorded. The order of speech is shown; whoever speaks passes the floor on. The break is announced before the consultation. Do you agree with this frame?',
  'Ce qui se dit ici reste ici. Chacun et chacune peut passer.': 'What is said here stays here. Anyone may pass.',
  'Ce qui se dit ici reste ici. On ne note pas, on ne classe pas.': 'What is said here stays here. Nothing is marked, nothing is ranked.',
  'Qu’est devenu le plan d’action du tour précédent : fait, pas fait, surprenant, appris ?':
    'What became of the action plan of the last round: done, not done, surprising, learnt?',
  'En une minute : une préoccupation, un problème ou un projet que vous vivez aujourd’hui. Les préférences aident à discuter, elles ne décident pas.':
    'In one minute: a concern, a problem or a project that you live today. Preferences help to talk, they decide nothing.',
  'Deux sujets seront traités aujourd’hui. En une minute : une préoccupation, un problème ou un projet que vous vivez.':
    'Two subjects will be treated today. In one minute: a concern, a problem or a project that you live.',
  'Racontez la situation et terminez par la question que vous vous posez. Personne n’interrompt.':
    'Tell the situation, and end with the question that you ask yourself. Nobody interrupts.',
  'Uniquement des questions, courtes, une à la fois, pour voir la situation avec les yeux de la cliente ou du client. Les idées se gardent pour la consultation.':
    'Questions only, short, one at a time, to see the situation with the client’s eyes. Ideas are kept for the consultation.',
  '« J’aimerais que vous m’aidiez à… » : formulez votre demande ; chacun et chacune dit s’il ou elle peut aider ainsi.':
    '“I would like you to help me to…”: word your request; each one says whether they can help in this way.',
  'Offrez vos idées, vos vécus, vos ressentis. On ne cherche pas à tomber d’accord. La cliente ou le client écoute et note.':
    'Offer your ideas, what you lived, what you feel. There is no need to agree. The client listens and takes notes.',
  'Prenez quelques minutes seule ou seul, puis dites ce que vous gardez, et une à cinq actions datées. Personne ne note votre choix.':
    'Take a few minutes alone, then say what you keep, and one to five dated actions. Nobody marks your choice.',
  '« J’ai appris que… » : sur votre propre pratique, pas sur la cliente ou le client.':
    '“I learnt that…”: about your own practice, not about the client.',
  'Rien ne sort de ce tour sans votre choix : que voulez-vous partager, et avec qui ?':
    'Nothing leaves this round without your choice: what do you want to share, and with whom?',
  'Où en êtes-vous ? Une action abandonnée, avec sa raison, est une fin comme une autre.':
    'How far are you? An action that was given up, with its reason, is an end like any other.',
  'Qu’avez-vous mis en œuvre, qu’est-ce qui a marché, qu’est-ce qui résiste ?': 'What did you set to work, what worked, what resists?',
  'Des questions courtes, une à la fois.': 'Short questions, one at a time.',
  'Qu’avez-vous vécu de semblable ? Qu’est-ce qui a aidé ?': 'What did you live that was like it? What helped?',
  'Que changez-vous dans votre feuille de route, et d’ici quand ?': 'What do you change in your roadmap, and by when?',
  'Un enjeu en une phrase, un fait ou un visage, l’alliance, ce qui existe, la suite, votre demande, un indicateur.':
    'A stake in one sentence, a fact or a face, the alliance, what exists, what follows, your request, one sign of success.',
  'Chacun et chacune écrit en silence, puis tout se dévoile ensemble.': 'Each one writes in silence, then all is revealed together.',
  'Pour chaque retour : retenu, à discuter, ou écarté. Rien à justifier.': 'For each return: kept, to be discussed, or dropped. Nothing to justify.',
  // Kinds
  'J’accepte le cadre': 'I accept the frame',
  'Message de cadre': 'Message about the frame',
  'Proposition de sujet': 'Subject proposed',
  'Préférence': 'A preference',
  'J’accepte d’être client ou cliente': 'I accept to be the client',
  'Désignation': 'Designating',
  'Document': 'A document',
  'Question': 'A question',
  'Réponse': 'Answer',
  'Reformulation': 'Other words for it',
  'Ma demande': 'My request',
  'D’accord avec la demande': 'I agree with the request',
  'Je ne peux pas aider ainsi': 'I cannot help in this way',
  'Suggestion': 'A suggestion',
  'Témoignage': 'Experience',
  'Ressenti': 'Feeling',
  'Hypothèse': 'Hypothesis',
  'Question réflexive': 'Reflexive question',
  'Ressource': 'Resource',
  'Image, métaphore': 'Image, metaphor',
  'Précision ou recentrage': 'Precision or refocusing',
  'Ce que je retiens': 'What I keep',
  'Action': 'An action',
  'Offre d’aide': 'Offer of help',
  'Relance': 'Prompt',
  'Ce que j’ai appris': 'What I learnt',
  'Appréciation': 'Appreciation',
  'Évaluation du tour': 'Evaluation of the round',
  'Observation sur le processus': 'Observation on the process',
  'Compte rendu': 'Minutes',
  'Validation du compte rendu': 'Approval of the minutes',
  'Choix du niveau de partage': 'Choice of what is shared',
  'Avancement': 'Progress',
  'Note privée': 'Private note',
  'Demande de parole': 'Asking for the floor',
  'Signaler un inconfort': 'Signal a discomfort',
  'Mis de côté': 'Set aside',
  'Je passe': 'I pass',
  'J’ai terminé': 'I am done',
  'J’ai ce qu’il me faut': 'I have what I need',
  'Ce qui me convainc': 'What convinces me',
  'Ce que je n’ai pas compris': 'What I did not understand',
  'Ce que je peux apporter': 'What I can bring',
  'Retenu, à discuter, écarté': 'Kept, to be discussed, dropped',
  // Roles
  'Cliente ou client': 'Client',
  'Consultante ou consultant': 'Consultant',
  'Facilitatrice ou facilitateur': 'Facilitator',
  'Observatrice ou observateur': 'Observer',
  'Ancienne cliente ou ancien client': 'Former client',
  'Secrétaire': 'Scribe',
  'Gardienne ou gardien du temps': 'Timekeeper',
  'Facilitation en relais': 'Standing by to facilitate',
  'Personne qui présente': 'Person who presents',
  'Pair': 'Peer',
};
