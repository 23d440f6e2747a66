#include "client-cli/commands/show.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "client-cli/environment.hpp"
#include "client-cli/text/named.hpp"

namespace ramure::cli {

namespace {

constexpr std::array<Named<v1::ThreadKind>, 6> thread_kinds = {{
    {v1::THREAD_KIND_DISCUSSION, {"discussion", "discussion"}},
    {v1::THREAD_KIND_QUESTION, {"question", "question"}},
    {v1::THREAD_KIND_TESTIMONY, {"témoignage", "testimony"}},
    {v1::THREAD_KIND_OBSTACLE, {"frein", "obstacle"}},
    {v1::THREAD_KIND_RESOURCE, {"ressource", "resource"}},
    {v1::THREAD_KIND_CHOICE, {"choix", "choice"}},
}};

constexpr std::array<Named<v1::ObstacleStatus>, 10> statuses = {{
    {v1::OBSTACLE_STATUS_DRAFT, {"brouillon", "draft"}},
    {v1::OBSTACLE_STATUS_OPEN, {"ouvert", "open"}},
    {v1::OBSTACLE_STATUS_IN_DISCUSSION, {"en discussion", "in discussion"}},
    {v1::OBSTACLE_STATUS_PROPOSED_FOR_ROUND, {"proposé en codev", "proposed for a round"}},
    {v1::OBSTACLE_STATUS_IN_ROUND, {"en codev", "in a round"}},
    {v1::OBSTACLE_STATUS_ACTION_PLAN, {"plan d’action en cours", "action plan"}},
    {v1::OBSTACLE_STATUS_LIFTED, {"levé", "lifted"}},
    {v1::OBSTACLE_STATUS_BYPASSED, {"contourné", "bypassed"}},
    {v1::OBSTACLE_STATUS_PERSISTENT, {"persistant", "persistent"}},
    {v1::OBSTACLE_STATUS_ARCHIVED, {"archivé", "archived"}},
}};

constexpr std::array<Named<v1::ObstacleNature>, 11> natures = {{
    {v1::OBSTACLE_NATURE_POLITICAL, {"politique", "political"}},
    {v1::OBSTACLE_NATURE_LEGAL, {"juridique", "legal"}},
    {v1::OBSTACLE_NATURE_FINANCIAL, {"financier", "financial"}},
    {v1::OBSTACLE_NATURE_CULTURAL, {"culturel", "cultural"}},
    {v1::OBSTACLE_NATURE_SKILLS, {"compétences", "skills"}},
    {v1::OBSTACLE_NATURE_TIME, {"temps", "time"}},
    {v1::OBSTACLE_NATURE_GOVERNANCE, {"gouvernance", "governance"}},
    {v1::OBSTACLE_NATURE_TRUST, {"confiance", "trust"}},
    {v1::OBSTACLE_NATURE_DATA_AND_TOOLS, {"données et outils", "data and tools"}},
    {v1::OBSTACLE_NATURE_GEOGRAPHY, {"géographie", "geography"}},
    {v1::OBSTACLE_NATURE_OTHER, {"autre", "other"}},
}};

constexpr std::array<Named<v1::Role>, 9> roles = {{
    {v1::ROLE_CATALYST, {"catalyseur", "catalyst"}},
    {v1::ROLE_FACILITATOR, {"facilitation", "facilitator"}},
    {v1::ROLE_ADVISER, {"accompagnement", "adviser"}},
    {v1::ROLE_EVALUATOR, {"observation et évaluation", "evaluator"}},
    {v1::ROLE_STEERING, {"comité de pilotage", "steering committee"}},
    {v1::ROLE_ORIENTATION, {"comité d’orientation", "orientation committee"}},
    {v1::ROLE_TECHNICAL_COMMITTEE, {"comité technique", "technical committee"}},
    {v1::ROLE_ADMIN, {"administration technique", "technical admin"}},
    {v1::ROLE_FORMER_MEMBER, {"ancien membre", "former member"}},
}};

constexpr std::array<Named<v1::ChannelKind>, 18> channel_kinds = {{
    {v1::CHANNEL_KIND_DIRECTORY, {"annuaire", "directory"}},
    {v1::CHANNEL_KIND_PLENARY, {"toute la communauté", "the whole community"}},
    {v1::CHANNEL_KIND_THEMES, {"fils par thématique", "threads by theme"}},
    {v1::CHANNEL_KIND_TERRITORY, {"le territoire et ses invités", "the territory and its guests"}},
    {v1::CHANNEL_KIND_PAIR, {"le binôme seul", "the pair alone"}},
    {v1::CHANNEL_KIND_PAIR_OBSTACLES, {"le binôme et son accompagnement", "the pair and its adviser"}},
    {v1::CHANNEL_KIND_PAIR_FOLLOW_UP, {"le binôme et son accompagnement", "the pair and its adviser"}},
    {v1::CHANNEL_KIND_PERSONAL_FOLLOW_UP, {"vous et votre accompagnement", "you and your adviser"}},
    {v1::CHANNEL_KIND_CONVERSATION, {"conversation", "conversation"}},
    {v1::CHANNEL_KIND_BACKSTAGE, {"l’animation", "the facilitators"}},
    {v1::CHANNEL_KIND_ROUND, {"un tour de codéveloppement", "a round of co-development"}},
    {v1::CHANNEL_KIND_ROUND_DESK, {"la facilitation d’un tour", "the facilitation of a round"}},
    {v1::CHANNEL_KIND_ROADMAP, {"une feuille de route", "a roadmap"}},
    {v1::CHANNEL_KIND_RESOURCES, {"centre de ressources", "resource centre"}},
    {v1::CHANNEL_KIND_RESOURCE_PROPOSALS, {"ressources proposées", "proposed resources"}},
    {v1::CHANNEL_KIND_STEERING, {"comité de pilotage", "steering committee"}},
    {v1::CHANNEL_KIND_ORIENTATION, {"comité d’orientation", "orientation committee"}},
    {v1::CHANNEL_KIND_TECHNICAL, {"comité technique", "technical committee"}},
}};

void show_card(const Terminal& terminal, const v1::Obstacle& card) {
  const auto line = [&](Words label, const std::string& value) {
    if (value.empty()) return;
    std::printf("  %s\n%s\n", terminal.styled(t(label), Style::dim).c_str(), terminal.wrapped(value, 4).c_str());
  };
  std::string kinds;
  for (const int nature : card.natures()) {
    kinds += (kinds.empty() ? "" : ", ") + std::string(nature_text(static_cast<v1::ObstacleNature>(nature)));
  }
  std::printf("  %s · %s\n", terminal.styled(status_text(card.status()), Style::warning).c_str(), kinds.c_str());
  line({"Contexte", "Context"}, card.context());
  for (const std::string& tried : card.tried()) line({"Ce qui a été tenté", "What was tried"}, tried);
  line({"Effets constatés", "Effects"}, card.effects());
  line({"Aide attendue", "Help wanted"}, card.help_wanted());
  line({"Ce qui a marché", "What worked"}, card.outcome());
}

}  // namespace

const char* kind_text(v1::ChannelKind kind) { return text_in(channel_kinds, kind); }
const char* kind_text(v1::ThreadKind kind) { return text_in(thread_kinds, kind); }
const char* role_text(v1::Role role) { return text_in(roles, role); }
const char* status_text(v1::ObstacleStatus status) { return text_in(statuses, status); }
const char* nature_text(v1::ObstacleNature nature) { return text_in(natures, nature); }

Result<v1::ThreadKind> thread_kind(std::string_view text) { return value_in(thread_kinds, text); }
Result<v1::ObstacleStatus> obstacle_status(std::string_view text) { return value_in(statuses, text); }
Result<v1::ObstacleNature> obstacle_nature(std::string_view text) { return value_in(natures, text); }

void show_thread_row(const Terminal& terminal, const Names& names, const v1::ThreadRow& row, std::size_t place) {
  const v1::Thread& thread = row.thread();
  std::string details = thread.theme_id() != 0 ? names.theme(thread.theme_id()) : names.channel(thread.channel_id());
  const auto add = [&details](const std::string& text) { details += (details.empty() ? "" : " · ") + text; };
  if (thread.kind() == v1::THREAD_KIND_OBSTACLE)
    add(std::string(kind_text(thread.kind())) + " " + status_text(thread.obstacle().status()));
  if (const std::string territory = names.territory(thread.territory_id()); !territory.empty()) add(territory);
  if (thread.resolved()) add(t({"résolu", "resolved"}));
  if (thread.merged_into_id() != 0) {
    add(t({"réuni à « {} »", "merged into \"{}\""}, {names.thread(thread.merged_into_id())}));
  } else if (thread.archived()) {
    add(t({"archivé", "archived"}));
  }
  if (thread.title_only()) add(t({"antérieur à votre arrivée", "before your time"}));
  if (thread.last_activity_at_ms() != 0) add(moment_text(thread.last_activity_at_ms(), now_ms()));
  std::string unread;
  if (row.unread_count() >= 1000) {
    unread = t({"  999+ non lus", "  999+ unread"});
  } else if (row.unread_count() > 0) {
    unread = t({"  {} non lu(s)", "  {} unread"}, {std::to_string(row.unread_count())});
  }
  const std::string handle = "~" + std::to_string(place);
  std::printf("%s%s  %s%s\n", std::string(handle.size() < 4 ? 4 - handle.size() : 0, ' ').c_str(),
              terminal.styled(handle, Style::accent).c_str(),
              terminal.styled(harmless(thread.title()), row.unread_count() > 0 ? Style::bold : Style::plain).c_str(),
              terminal.styled(unread, Style::warning).c_str());
  std::printf("      %s\n", terminal.styled(harmless(details), Style::dim).c_str());
}

void show_thread_head(const Terminal& terminal, const Names& names, const v1::Thread& thread) {
  std::printf("%s\n", terminal.styled(harmless(thread.title()), Style::bold).c_str());
  const std::string place =
      thread.theme_id() != 0 ? names.theme(thread.theme_id()) : names.channel(thread.channel_id());
  std::printf("  %s%s%s\n", terminal.styled(harmless(place), Style::dim).c_str(),
              thread.resolved() ? t({" · résolu", " · resolved"}) : "",
              thread.archived() ? t({" · archivé, lecture seule", " · archived, read-only"}) : "");
  if (thread.merged_into_id() != 0) {
    const std::string into = names.thread(thread.merged_into_id());
    std::printf(
        "  %s\n",
        terminal
            .styled(harmless(t({"Ses messages sont dans « {} » (fil {}).", "Its messages are in \"{}\" (thread {})."},
                               {into, std::to_string(thread.merged_into_id())})),
                    Style::warning)
            .c_str());
  }
  if (thread.kind() == v1::THREAD_KIND_OBSTACLE && thread.has_obstacle()) show_card(terminal, thread.obstacle());
  if (thread.summary().version() > 0 && !thread.summary().text().empty()) {
    std::printf("  %s\n%s\n", terminal.styled(t({"Où en est-on ?", "Where do we stand?"}), Style::accent).c_str(),
                terminal.wrapped(names.readable(thread.summary().text()), 4).c_str());
  }
}

std::string body_text(const Names& names, const v1::Message& message) {
  if (message.redacted()) return t({"(message effacé)", "(message erased)"});
  return names.readable(message.body());
}

std::string file_text(const v1::Attachment& file) {
  const std::uint64_t bytes = file.size_bytes();
  const std::string size = bytes < 1'000       ? std::to_string(bytes) + t({" octets", " bytes"})
                           : bytes < 1'000'000 ? std::to_string((bytes + 500) / 1'000) + t({" ko", " kB"})
                                               : std::to_string((bytes + 500'000) / 1'000'000) + t({" Mo", " MB"});
  return harmless(file.name()) + " (" + harmless(file.media_type()) + ", " + size + ")";
}

void show_message(const Terminal& terminal, const Names& names, const v1::Message& message, std::size_t place) {
  std::string marks;
  if (message.edited_at_ms() != 0 && !message.redacted()) marks += t({" · modifié", " · edited"});
  if (message.pinned()) marks += t({" · épinglé", " · pinned"});
  if (message.kept()) marks += t({" · à retenir", " · to keep"});
  if (const std::string origin = names.thread(message.moved_from_id()); !origin.empty()) {
    marks += harmless(t({" · déplacé de « {} »", " · moved from \"{}\""}, {origin}));
  }
  const std::string handle = place == 0 ? "" : "~" + std::to_string(place) + "  ";
  std::printf("\n%s%s%s\n", terminal.styled(handle, Style::accent).c_str(),
              terminal.styled(harmless(names.member(message.author_id())), Style::bold).c_str(),
              terminal.styled(", " + moment_text(message.posted_at_ms(), now_ms()) + marks, Style::dim).c_str());
  const std::string body = body_text(names, message);
  if (!body.empty()) std::printf("%s\n", terminal.wrapped(body, 4).c_str());
  for (int i = 0; i < message.attachments_size(); ++i) {
    const std::string line = "    [" + std::to_string(i) + "] " + file_text(message.attachments(i));
    std::printf("%s\n", terminal.styled(line, Style::accent).c_str());
  }
  std::string reactions;
  for (const v1::Reaction& reaction : message.reactions()) {
    reactions += (reactions.empty() ? "" : "  ") + reaction.name() + " " + std::to_string(reaction.member_ids_size());
  }
  if (!reactions.empty()) std::printf("    %s\n", terminal.styled(harmless(reactions), Style::dim).c_str());
}

}  // namespace ramure::cli
