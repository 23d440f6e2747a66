// Planning a round: by a facilitator of the community.
#include <charconv>
#include <cstdio>

#include "client-cli/commands/round.hpp"
#include "client-cli/commands/round_talk.hpp"
#include "client-cli/output/terminal.hpp"
#include "client-cli/rounds/words.hpp"

namespace ramure::cli {

namespace {

struct Wish {
  std::string form = "standard", title, group, at, mode, link, thread, facilitator, deputy, client, scribe, timekeeper;
  std::string former_client, continues, returns_from, retention, deputy_after;
  std::vector<std::string> members, durations;
  bool clock_for_all = false, entered_afterwards = false, practice = false;
};

class Planning {
 public:
  Planning(Session& session, const Wish& wish) : session_(session), wish_(wish) {}

  // Its people are imaginary, and it begins now.
  Result<v1::PlanRound> practice() {
    command_.set_template_key(wish_.form);
    command_.mutable_plan()->set_practice(true);
    if (auto put = put_mode(); !put) return std::unexpected(put.error());
    return command_;
  }

  Result<v1::PlanRound> plan() {
    command_.set_template_key(wish_.form);
    v1::RoundPlan& plan = *command_.mutable_plan();
    plan.set_title(wish_.title);
    plan.set_group(wish_.group);
    plan.set_video_link(wish_.link);
    plan.set_clock_for_all(wish_.clock_for_all);
    plan.set_entered_afterwards(wish_.entered_afterwards);
    for (const auto step : {&Planning::put_people, &Planning::put_times, &Planning::put_mode, &Planning::put_origin}) {
      if (auto put = (this->*step)(); !put) return std::unexpected(put.error());
    }
    return command_;
  }

 private:
  // Also an id, as `ramure invite --json` tells it of people who have just been invited.
  Result<std::uint64_t> member(const std::string& name) const {
    if (name.empty()) return 0;
    std::uint64_t id = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), id);
    const bool is_id = error == std::errc() && end == name.data() + name.size();
    if (is_id && session_.names.members().contains(id)) return id;
    return session_.names.find_member(name);
  }

  Result<void> put_people() {
    v1::RoundPlan& plan = *command_.mutable_plan();
    for (const std::string& name : wish_.members) {
      const auto id = member(name);
      if (!id) return std::unexpected(id.error());
      command_.add_member_ids(*id);
    }
    const auto client = member(wish_.client), facilitator = member(wish_.facilitator), deputy = member(wish_.deputy),
               scribe = member(wish_.scribe), keeper = member(wish_.timekeeper), former = member(wish_.former_client);
    for (const auto& found : {client, facilitator, deputy, scribe, keeper, former}) {
      if (!found) return std::unexpected(found.error());
    }
    command_.set_client_id(*client);
    plan.set_facilitator_id(*facilitator);
    plan.set_deputy_id(*deputy);
    plan.set_scribe_id(*scribe);
    plan.set_timekeeper_id(*keeper);
    plan.set_former_client_id(*former);
    return {};
  }

  Result<void> put_times() {
    v1::RoundPlan& plan = *command_.mutable_plan();
    const auto starts = moment_ms(wish_.at, now_ms());
    if (!starts) return std::unexpected(starts.error());
    plan.set_starts_at_ms(*starts);
    const auto length = [](const std::string& text) {
      return text.empty() ? Result<std::int64_t>(0) : duration_ms(text);
    };
    const auto retention = length(wish_.retention), deputy_after = length(wish_.deputy_after);
    if (!retention) return std::unexpected(retention.error());
    if (!deputy_after) return std::unexpected(deputy_after.error());
    plan.set_retention_ms(*retention);
    plan.set_deputy_after_ms(*deputy_after);
    for (const std::string& text : wish_.durations) {
      const auto sign = text.find('=');
      const auto ms = duration_ms(sign == std::string::npos ? "" : text.substr(sign + 1));
      if (!ms) return std::unexpected(ms.error());
      v1::StepDuration& duration = *plan.add_durations();
      duration.set_step(text.substr(0, sign));
      duration.set_duration_ms(*ms);
    }
    return {};
  }

  // Without a mode: the usual one of the form.
  Result<void> put_mode() {
    v1::RoundPlan& plan = *command_.mutable_plan();
    if (!wish_.mode.empty()) {
      const auto mode = round_mode(wish_.mode);
      if (!mode) return std::unexpected(mode.error());
      plan.set_mode(*mode);
      return {};
    }
    v1::Query question;
    question.mutable_list_round_templates();
    const auto answer = session_.query(question);
    if (!answer) return std::unexpected(answer.error());
    for (const v1::RoundTemplate& form : answer->round_template_list().templates()) {
      if (form.key() == wish_.form && !form.modes().empty()) plan.set_mode(static_cast<v1::RoundMode>(form.modes(0)));
    }
    return {};
  }

  Result<void> put_origin() {
    v1::RoundPlan& plan = *command_.mutable_plan();
    if (!wish_.thread.empty()) {
      const auto thread = session_.find_thread(wish_.thread);
      if (!thread) return std::unexpected(thread.error());
      plan.set_source_thread_id(*thread);
    }
    if (!wish_.continues.empty()) {
      const auto id = find_round(session_, wish_.continues);
      if (!id) return std::unexpected(id.error());
      plan.set_continues_round_id(*id);
    }
    return wish_.returns_from.empty() ? Result<void>{} : put_past_actions();
  }

  // What the client of a former round committed to is looked back on in this one.
  Result<void> put_past_actions() {
    const auto id = find_round(session_, wish_.returns_from);
    if (!id) return std::unexpected(id.error());
    const auto former = fetch_round(session_, *id, true);
    if (!former) return std::unexpected(former.error());
    for (const v1::PlanAction& action : former->view().actions()) *command_.add_past_actions() = action;
    if (command_.plan().former_client_id() == 0)
      command_.mutable_plan()->set_former_client_id(former->view().client_id());
    return {};
  }

  Session& session_;
  const Wish& wish_;
  v1::PlanRound command_;
};

Result<void> plan_round(const Options& options, const Wish& wish) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  Planning planning(**session, wish);
  auto planned = wish.practice ? planning.practice() : planning.plan();
  if (!planned) return std::unexpected(planned.error());
  v1::Command command;
  *command.mutable_round()->mutable_plan_round() = *planned;
  const auto accepted = (*session)->command(command);
  if (!accepted) return std::unexpected(accepted.error());
  if (options.json) {
    print_json(*accepted);
  } else if (wish.practice) {
    std::printf("%s\n", t({"La salle d’essai est ouverte : « ramure round run {} »",
                           "The practice room is open: `ramure round run {}`"},
                          {std::to_string(accepted->first_seq())})
                            .c_str());
  } else {
    std::printf("%s\n", t({"Tour prévu : « ramure round show {} »", "Round planned: `ramure round show {}`"},
                          {std::to_string(accepted->first_seq())})
                            .c_str());
  }
  return {};
}

void add_practice(CLI::App& round, Invocation& invocation) {
  auto wish = std::make_shared<Wish>();
  wish->practice = true;
  auto* command = round.add_subcommand(
      "practice", t({"s’exercer seul·e, avec des personnes imaginaires", "practise alone, with imaginary people"}));
  command->alias("essai");
  command->add_option("--template", wish->form, t({"forme : standard, flash…", "form: standard, flash…"}));
  command->add_option("--mode", wish->mode, t({"écrit, visio ou en salle", "written, video or room"}));
  command->callback(
      [&invocation, wish] { invocation.run = [&invocation, wish] { return plan_round(invocation.options, *wish); }; });
}

void add_people_options(CLI::App& command, Wish& wish) {
  command
      .add_option("--member", wish.members, t({"les pairs, cliente ou client compris", "the peers, the client too"}))
      ->required();
  command.add_option("--facilitator", wish.facilitator, t({"facilitation (sinon vous)", "facilitator (else you)"}));
  command.add_option("--deputy", wish.deputy, t({"relais de la facilitation", "deputy of the facilitator"}));
  command.add_option("--client", wish.client,
                     t({"à qui l’on demande d’être client·e", "who is asked to be the client"}));
  command.add_option("--scribe", wish.scribe, t({"secrétaire", "scribe"}));
  command.add_option("--timekeeper", wish.timekeeper, t({"gardien·ne du temps", "timekeeper"}));
  command.add_option("--former-client", wish.former_client,
                     t({"qui fait un retour d’expérience", "who tells what became of a plan"}));
}

}  // namespace

void add_round_plan(CLI::App& round, Invocation& invocation) {
  add_practice(round, invocation);
  auto wish = std::make_shared<Wish>();
  auto* command = round.add_subcommand("plan", t({"prévoir un tour", "plan a round"}))->alias("prevoir");
  command->add_option(
      "--template", wish->form,
      t({"forme : standard, ecrit, flash… (« templates »)", "form: standard, ecrit, flash… (`templates`)"}));
  command->add_option("--at", wish->at, t({"quand : 2026-12-01 14:30", "when: 2026-12-01 14:30"}))->required();
  command->add_option("--title", wish->title, t({"titre, s’il y en a un déjà", "title, if there is one yet"}));
  command->add_option("--group", wish->group, t({"groupe", "group"}));
  command->add_option("--mode", wish->mode, t({"écrit, visio ou en salle", "written, video or room"}));
  command->add_option("--link", wish->link, t({"lien de la visio, https", "video link, https"}));
  command->add_option("--thread", wish->thread, t({"le frein dont il part", "the obstacle that it comes from"}));
  command->add_option("--continues", wish->continues,
                      t({"second tour de la séance de ce tour", "second round of the sitting of this one"}));
  command->add_option("--returns-from", wish->returns_from,
                      t({"retour sur les actions de ce tour", "looks back on the actions of this round"}));
  command->add_option("--duration", wish->durations, t({"ETAPE=DURÉE, plusieurs fois", "STEP=LENGTH, several times"}));
  command->add_option(
      "--deputy-after", wish->deputy_after,
      t({"absence après laquelle le relais peut prendre la suite", "absence after which the deputy may take over"}));
  command->add_option("--retention", wish->retention,
                      t({"durée de garde des échanges : 30j", "how long exchanges are kept: 30d"}));
  command->add_flag("--clock-for-all", wish->clock_for_all, t({"le groupe voit le temps", "the group sees the time"}));
  command->add_flag("--entered-afterwards", wish->entered_afterwards, t({"saisi après coup", "entered afterwards"}));
  add_people_options(*command, *wish);
  command->callback(
      [&invocation, wish] { invocation.run = [&invocation, wish] { return plan_round(invocation.options, *wish); }; });
}

}  // namespace ramure::cli
