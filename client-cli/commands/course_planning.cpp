// Planning gatherings: by whoever keeps order in their place.
#include "client-cli/commands/course.hpp"
#include "client-cli/commands/course_talk.hpp"
#include "client-cli/commands/wished.hpp"
#include "client-cli/course/form.hpp"
#include "client-cli/course/words.hpp"

namespace ramure::cli {

namespace {

struct Wish {
  std::string gathering, kind, channel, because;
  GatheringWords words;
  bool again = false;
};

// Where nothing is said: the plenary, or the only place of its kind that one reads.
Result<std::uint64_t> usual_place(const Session& session, v1::GatheringKind kind) {
  const auto takes = [kind](v1::ChannelKind place) {
    switch (kind) {
      case v1::GATHERING_KIND_FOLLOW_UP:
        return place == v1::CHANNEL_KIND_PAIR_FOLLOW_UP || place == v1::CHANNEL_KIND_PERSONAL_FOLLOW_UP;
      case v1::GATHERING_KIND_COMMITTEE:
        return place == v1::CHANNEL_KIND_STEERING || place == v1::CHANNEL_KIND_ORIENTATION ||
               place == v1::CHANNEL_KIND_TECHNICAL;
      default: return place == v1::CHANNEL_KIND_PLENARY;
    }
  };
  std::uint64_t found = 0;
  for (const auto& [id, channel] : session.names.channels()) {
    if (!takes(channel.kind())) continue;
    if (found != 0) return fail(Exit::usage, t({"dans quel lieu ? --channel", "in which place? --channel"}));
    found = id;
  }
  if (found == 0) return fail(Exit::usage, t({"dans quel lieu ? --channel", "in which place? --channel"}));
  return found;
}

FindMessage messages_of(const Session& session) {
  return [&session](const std::string& text) { return session.find_message(text); };
}

Result<void> plan(const Options& options, const Wish& wish) {
  const auto kind = gathering_kind(wish.kind);
  if (!kind) return std::unexpected(kind.error());
  if (!wish.words.until && !wish.words.lasts)
    return fail(Exit::usage, t({"jusqu’à quand ? --until ou --lasts", "until when? --until or --lasts"}));
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  const auto channel =
      wish.channel.empty() ? usual_place(**session, *kind) : (*session)->names.find_channel(wish.channel);
  if (!channel) return std::unexpected(channel.error());
  v1::CourseCommand command;
  v1::Gathering& gathering = *command.mutable_plan_gathering()->mutable_gathering();
  gathering.set_kind(*kind);
  gathering.set_channel_id(*channel);
  gathering.set_time_zone((*session)->welcome().community().time_zone());
  if (auto filled = fill_gathering(wish.words, now_ms(), messages_of(**session), gathering); !filled) return filled;
  return send_to_course(**session, std::move(command), {"Rencontre prévue.", "Gathering planned."});
}

// Of the version that was fetched: what somebody else changes meanwhile is a conflict.
Result<void> edit(const Options& options, const Wish& wish) {
  const auto at = open_at_gathering(options, wish.gathering);
  if (!at) return std::unexpected(at.error());
  auto held = fetch_gathering(*at->session, at->id);
  if (!held) return std::unexpected(held.error());
  v1::CourseCommand command;
  v1::Gathering& gathering = *command.mutable_edit_gathering()->mutable_gathering() = held->gathering();
  if (wish.again) gathering.set_cancelled(false);
  const auto filled = fill_gathering(wish.words, now_ms(), messages_of(*at->session), gathering);
  if (!filled) return filled;
  return send_to_course(*at->session, std::move(command), {"Rencontre à jour.", "Gathering up to date."});
}

Result<void> cancel(const Options& options, const Wish& wish) {
  const auto at = open_at_gathering(options, wish.gathering);
  if (!at) return std::unexpected(at.error());
  v1::CourseCommand command;
  command.mutable_cancel_gathering()->set_gathering_id(at->id);
  command.mutable_cancel_gathering()->set_because(wish.because);
  return send_to_course(*at->session, std::move(command), {"Rencontre annulée.", "Gathering cancelled."});
}

void add_fields(CLI::App& command, GatheringWords& words) {
  command.add_option("--until", words.until,
                     t({"fin : 2026-12-01 17:00, ou 17:00", "end: 2026-12-01 17:00, or 17:00"}));
  command.add_option("--lasts", words.lasts, t({"durée : 90min, 3h", "length: 90min, 3h"}));
  command.add_option("--session", words.session,
                     t({"numéro d’une session collective : 1 à 9", "number of a session: 1 to 9"}));
  command.add_option("--place", words.place, t({"où", "where"}));
  command.add_option("--zone", words.zone,
                     t({"fuseau du lieu : Europe/Paris", "time zone of the place: Europe/Paris"}));
  command.add_option("--link", words.link, t({"lien de la visio", "video link"}));
  command.add_option("--description", words.description, t({"description, en Markdown", "description, Markdown"}));
  command
      .add_option("--part", words.programme,
                  t({"programme : PARTIE=TITRE | TEXTE, plusieurs fois (théorie, applicatif, rencontre, autre)",
                     "programme: PART=TITLE | TEXT, several times (theory, applied, encounter, other)"}))
      ->allow_extra_args(false);
  command
      .add_option("--document", words.documents,
                  t({"TITRE=ADRESSE ou TITRE=~N (un message du même lieu), plusieurs fois",
                     "TITLE=ADDRESS or TITLE=~N (a message of the same place), several times"}))
      ->allow_extra_args(false);
  command.add_option("--outcome", words.outcome,
                     t({"ce qui est convenu, ou le compte rendu", "what was agreed, or the minutes"}));
}

}  // namespace

void add_course_planning(CLI::App& course, Invocation& invocation) {
  auto [planning, planned] =
      add_wished<Wish>(course, invocation, "plan", "prévoir", {"prévoir une rencontre", "plan a gathering"}, plan);
  planning
      ->add_option("kind", planned->kind,
                   t({"session|webinaire|visite|témoignage|suivi|comité|autre",
                      "session|webinar|visit|testimony|follow-up|committee|other"}))
      ->required();
  planning->add_option("title", planned->words.title, t({"titre", "title"}))->required();
  planning->add_option("--at", planned->words.at, t({"quand : 2026-12-01 14:30", "when: 2026-12-01 14:30"}))
      ->required();
  planning->add_option("--channel", planned->channel, t({"dans ce lieu", "in this place"}));
  add_fields(*planning, planned->words);
  auto [editing, edited] =
      add_wished<Wish>(course, invocation, "edit", "changer",
                       {"changer une rencontre : ce qui est donné", "change a gathering: what is given"}, edit);
  add_gathering_word(*editing, edited->gathering);
  editing->add_option("--title", edited->words.title, t({"titre", "title"}));
  editing->add_option("--at", edited->words.at, t({"quand : 2026-12-01 14:30", "when: 2026-12-01 14:30"}));
  editing->add_flag("--again", edited->again,
                    t({"reprendre une rencontre annulée", "take a cancelled gathering up again"}));
  add_fields(*editing, edited->words);
  auto [cancelling, cancelled] = add_wished<Wish>(course, invocation, "cancel", "annuler",
                                                  {"annuler une rencontre", "cancel a gathering"}, cancel);
  add_gathering_word(*cancelling, cancelled->gathering);
  cancelling->add_option("because", cancelled->because, t({"pourquoi", "why"}));
}

}  // namespace ramure::cli
