#include "client-cli/commands/lines.hpp"

#include "client-cli/commands/show.hpp"
#include "client-cli/text/language.hpp"

namespace ramure::cli {

namespace {

// The names of a place that one has just entered.
void learn_channel(Session& session, std::uint64_t channel_id) {
  v1::Query question;
  question.mutable_get_channel()->set_channel_id(channel_id);
  const auto answer = session.query(question);
  if (!answer) return;  // ended again meanwhile, or the network went: names come with the next start
  session.names.take(answer->channel().channel());
  for (const v1::Thread& thread : answer->channel().threads()) session.names.take(thread);
}

std::string head(const Session& session, const Terminal& terminal, const v1::Event& event) {
  const std::string title = session.names.thread(thread_of(event));
  return terminal.styled(moment_text(event.at_ms(), now_ms()), Style::dim) + "  " +
         (title.empty() ? "" : terminal.styled("[" + harmless(title) + "] ", Style::accent));
}

std::string said(const Session& session, const Terminal& terminal, const v1::Event& event, const std::string& body) {
  std::string text = harmless(session.names.readable(body));
  for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 5))
    text.replace(at, 1, "\n    ");
  return head(session, terminal, event) +
         terminal.styled(harmless(session.names.member(event.actor_id())), Style::bold) + t({" : ", ": "}) + text;
}

// A file is named behind the words: that is how one hears of it.
std::string words_and_files(const v1::MessagePosted& posted) {
  std::string text = posted.body();
  for (const v1::Attachment& file : posted.attachments()) text += (text.empty() ? "[" : " [") + file_text(file) + "]";
  return text;
}

std::string did(const Session& session, const Terminal& terminal, const v1::Event& event, const std::string& what) {
  return head(session, terminal, event) + harmless(session.names.member(event.actor_id())) + " " + harmless(what);
}

std::optional<std::string> entered(Session& session, const Terminal& terminal, const v1::Event& event,
                                   std::uint64_t channel_id) {
  learn_channel(session, channel_id);
  const auto channel = session.names.channels().find(channel_id);
  if (channel == session.names.channels().end() || holds_threads(channel->second)) {
    return head(session, terminal, event) +
           t({"vous lisez maintenant « {} »", "you now read \"{}\""}, {harmless(session.names.channel(channel_id))});
  }
  if (channel->second.kind() == v1::CHANNEL_KIND_ROADMAP) {
    return head(session, terminal, event) +
           t({"vous lisez maintenant une feuille de route (« ramure roadmap show {} »)",
              "you now read a roadmap (`ramure roadmap show {}`)"},
             {std::to_string(channel_id)});
  }
  if (channel->second.kind() != v1::CHANNEL_KIND_ROUND) return std::nullopt;  // its desk says nothing of its own
  const std::string id = std::to_string(channel_id);
  return head(session, terminal, event) + t({"vous êtes dans un tour de codéveloppement (« ramure round show {} »)",
                                             "you are in a round of co-development (`ramure round show {}`)"},
                                            {id});
}

// That something happens, never what is said: a round is read in the round.
std::optional<std::string> in_a_round(const Session& session, const Terminal& terminal, const v1::Event& event) {
  const v1::RoundEvent& round = event.round();
  const std::string start =
      head(session, terminal, event) + t({"Tour {} : ", "Round {}: "}, {std::to_string(round.round_id())});
  switch (round.body_case()) {
    case v1::RoundEvent::kStepOpened: return start + t({"une étape s’ouvre", "a step opens"});
    case v1::RoundEvent::kRoundSuspended: return start + t({"suspendu", "suspended"});
    case v1::RoundEvent::kRoundResumed: return start + t({"repris", "resumed"});
    case v1::RoundEvent::kRoundFinished: return start + t({"terminé", "finished"});
    case v1::RoundEvent::kRoundCancelled: return start + t({"annulé", "cancelled"});
    case v1::RoundEvent::kRoundLapsed: return start + t({"clos de lui-même", "lapsed"});
    case v1::RoundEvent::kFloorChanged:
      if (round.floor_changed().floor().holder_id() != session.welcome().me().id()) return std::nullopt;
      return start + t({"à vous la parole", "the floor is yours"});
    default: return std::nullopt;
  }
}

// What happens to a roadmap, without its words: they are read in the roadmap.
std::optional<std::string> in_a_roadmap(const Session& session, const Terminal& terminal, const v1::Event& event) {
  using Body = v1::RoadmapEvent;
  const auto say = [&](Words words) {
    const std::string id = std::to_string(event.roadmap().roadmap_id());
    return did(session, terminal, event, t(words, {id}));
  };
  switch (event.roadmap().body_case()) {
    case Body::kRoadmapCreated: return say({"commence la feuille de route {}", "begins the roadmap {}"});
    case Body::kTextUpdated: return say({"écrit dans la feuille de route {}", "writes in the roadmap {}"});
    case Body::kRoadmapShared:
      return say({"change qui lit la feuille de route {}", "changes who reads the roadmap {}"});
    case Body::kCommented: return say({"commente la feuille de route {}", "comments on the roadmap {}"});
    case Body::kTextSuggested:
      return say({"propose des mots pour la feuille de route {}", "suggests words for the roadmap {}"});
    case Body::kCommentAnswered:
    case Body::kSuggestionAnswered: return say({"répond dans la feuille de route {}", "answers in the roadmap {}"});
    case Body::kVersionMade:
      return say({"fait une version de la feuille de route {}", "makes a version of the roadmap {}"});
    case Body::kActionAdded:
    case Body::kActionSet:
    case Body::kActionMoved:
    case Body::kActionRemoved:
      return say({"change les actions de la feuille de route {}", "changes the actions of the roadmap {}"});
    default: return std::nullopt;
  }
}

}  // namespace

std::uint64_t thread_of(const v1::Event& event) {
  switch (event.body_case()) {
    case v1::Event::kThreadOpened: return event.seq();
    case v1::Event::kThreadRetitled: return event.thread_retitled().thread_id();
    case v1::Event::kThreadRethemed: return event.thread_rethemed().thread_id();
    case v1::Event::kThreadResolved: return event.thread_resolved().thread_id();
    case v1::Event::kThreadArchived: return event.thread_archived().thread_id();
    case v1::Event::kSummaryEdited: return event.summary_edited().thread_id();
    case v1::Event::kObstacleEdited: return event.obstacle_edited().thread_id();
    case v1::Event::kObstacleStatusChanged: return event.obstacle_status_changed().thread_id();
    case v1::Event::kMessagesMoved: return event.messages_moved().from_thread_id();
    case v1::Event::kThreadMerged: return event.thread_merged().thread_id();
    case v1::Event::kMessagePosted: return event.message_posted().thread_id();
    case v1::Event::kMessageEdited: return event.message_edited().thread_id();
    case v1::Event::kMessageRedacted: return event.message_redacted().thread_id();
    case v1::Event::kReactionChanged: return event.reaction_changed().thread_id();
    case v1::Event::kMessagePinned: return event.message_pinned().thread_id();
    case v1::Event::kMessageKept: return event.message_kept().thread_id();
    default: return 0;
  }
}

bool is_about(const v1::Event& event, std::uint64_t thread_id) {
  return thread_of(event) == thread_id ||
         (event.has_messages_moved() && event.messages_moved().to_thread_id() == thread_id) ||
         (event.has_thread_merged() && event.thread_merged().into_id() == thread_id);
}

std::optional<std::string> line_of(Session& session, const Terminal& terminal, const v1::Event& event) {
  switch (event.body_case()) {
    case v1::Event::kMessagePosted: return said(session, terminal, event, words_and_files(event.message_posted()));
    case v1::Event::kMessageEdited:
      return said(session, terminal, event, t({"(modifié) ", "(edited) "}) + event.message_edited().body());
    case v1::Event::kMessageRedacted:
      return did(session, terminal, event, t({"a effacé un message", "erased a message"}));
    case v1::Event::kReactionChanged:
      return event.reaction_changed().added()
                 ? std::optional(did(session, terminal, event, "+ " + event.reaction_changed().name()))
                 : std::nullopt;
    case v1::Event::kMessageKept:
      return event.message_kept().kept()
                 ? std::optional(
                       did(session, terminal, event, t({"retient un message", "marks a message as worth keeping"})))
                 : std::nullopt;
    case v1::Event::kThreadOpened: return did(session, terminal, event, t({"ouvre un fil", "opens a thread"}));
    case v1::Event::kThreadResolved:
      return did(session, terminal, event,
                 event.thread_resolved().resolved() ? t({"marque le fil comme résolu", "marks the thread as resolved"})
                                                    : t({"rouvre le fil", "reopens the thread"}));
    case v1::Event::kThreadArchived:
      return did(session, terminal, event,
                 event.thread_archived().archived() ? t({"archive le fil", "archives the thread"})
                                                    : t({"sort le fil des archives", "unarchives the thread"}));
    case v1::Event::kMessagesMoved:
      return did(session, terminal, event,
                 t({"déplace {} message(s) vers « {} »", "moves {} message(s) to \"{}\""},
                   {std::to_string(event.messages_moved().message_ids_size()),
                    session.names.thread(event.messages_moved().to_thread_id())}));
    case v1::Event::kThreadMerged:
      return did(session, terminal, event,
                 event.thread_merged().into_id() != 0 ? t({"réunit ce fil à « {} »", "merges this thread into \"{}\""},
                                                          {session.names.thread(event.thread_merged().into_id())})
                                                      : t({"sépare de nouveau ce fil de celui auquel il était réuni",
                                                           "takes the merge of this thread back"}));
    case v1::Event::kSummaryEdited:
      return did(session, terminal, event, t({"met à jour « Où en est-on ? »", "updates the summary"}));
    case v1::Event::kObstacleStatusChanged:
      return did(session, terminal, event, std::string("→ ") + status_text(event.obstacle_status_changed().to()));
    case v1::Event::kMemberJoined:
      return head(session, terminal, event) + harmless(event.member_joined().member().name()) +
             t({" rejoint la communauté", " joins the community"});
    case v1::Event::kTerritoryEdited:
      return did(session, terminal, event,
                 t({"met à jour « {} »", "updates \"{}\""}, {event.territory_edited().territory().name()}));
    case v1::Event::kWordEdited:
      return head(session, terminal, event) + t({"Le mot de l’animation : ", "A word from the facilitators: "}) +
             harmless(session.names.readable(event.word_edited().word().text()));
    case v1::Event::kMembershipGranted:
      return entered(session, terminal, event, event.membership_granted().membership().channel_id());
    case v1::Event::kRound: return in_a_round(session, terminal, event);
    case v1::Event::kRoadmap: return in_a_roadmap(session, terminal, event);
    default: return std::nullopt;
  }
}

}  // namespace ramure::cli
