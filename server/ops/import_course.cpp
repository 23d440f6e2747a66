// The steps that let the course of a corpus take place again: gatherings are planned, and what people did around them.
#include <algorithm>

#include "server/identity/tokens.hpp"
#include "server/ops/import_script.hpp"

namespace ramure::ops {

namespace {

using namespace std::chrono;

// The whole gathering, as planning and editing send it.
v1::Gathering gathering_of(const Corpus& corpus, const CorpusGathering& told, weeks shift, const ImportRun& run) {
  v1::Gathering gathering = told.shown;
  gathering.set_channel_id(run.channel(told.place));
  gathering.set_starts_at_ms(told.starts_at.utc_ms(shift));
  gathering.set_ends_at_ms(told.ends_at.utc_ms(shift));
  for (std::size_t i = 0; i < told.document_messages.size(); ++i) {
    if (told.document_messages[i].empty()) continue;
    gathering.mutable_documents(static_cast<int>(i))->set_message_id(run.id(told.document_messages[i]));
  }
  if (gathering.time_zone().empty()) gathering.set_time_zone(corpus.time_zone);
  return gathering;
}

std::string version_of(const std::string& gathering) { return "version of " + gathering; }

Step plan(const Corpus& corpus, const CorpusGathering& told, weeks shift) {
  const std::string name = "gathering:" + told.id;
  const auto give = [&corpus, &told, shift](const ImportRun& run) {
    Order order{.member_id = run.person(told.author_id), .command = {}};
    *order.command.mutable_course()->mutable_plan_gathering()->mutable_gathering() =
        gathering_of(corpus, told, shift, run);
    return std::optional(order);
  };
  const auto done = [name](ImportRun& run, const v1::Accepted& accepted) {
    run.note(name, accepted.first_seq());
    run.note(version_of(name), 1);
  };
  return {.at_ms = told.planned_at.utc_ms(shift), .name = name, .where = told.where, .order = give, .done = done};
}

const CorpusGathering* find_gathering(const Corpus& corpus, const std::string& name) {
  for (const CorpusGathering& gathering : corpus.course.gatherings) {
    if ("gathering:" + gathering.id == name) return &gathering;
  }
  return nullptr;
}

// What said leaves open: ids that the journal has given by now, and times that are moved.
class Filling {
 public:
  Filling(const Corpus& corpus, const CorpusCourseAct& act, const std::string& name, weeks shift, const ImportRun& run)
      : corpus_(corpus), act_(act), name_(name), shift_(shift), run_(run), said_(act.said) {}

  v1::CourseCommand fill() {
    using Said = v1::CourseCommand;
    const std::uint64_t about = act_.about.empty() ? 0 : run_.id(act_.about);
    const std::uint64_t theme = act_.theme_id.empty() ? 0 : run_.id("theme:" + act_.theme_id);
    switch (said_.body_case()) {
      case Said::kAnswerGathering: said_.mutable_answer_gathering()->set_gathering_id(about); break;
      case Said::kEvaluateGathering: said_.mutable_evaluate_gathering()->set_gathering_id(about); break;
      case Said::kEditGathering: fill_edit(about); break;
      case Said::kOpenWorkshop:
        said_.mutable_open_workshop()->set_gathering_id(about);
        said_.mutable_open_workshop()->set_closes_at_ms(act_.closes_at->utc_ms(shift_));
        break;
      case Said::kAddSentence: said_.mutable_add_sentence()->set_workshop_id(about); break;
      case Said::kSortSentence:
        said_.mutable_sort_sentence()->set_sentence_id(about);
        said_.mutable_sort_sentence()->set_theme_id(theme);
        break;
      case Said::kCloseWorkshop: said_.mutable_close_workshop()->set_workshop_id(about); break;
      case Said::kPublishResource:
        said_.mutable_publish_resource()->set_thread_id(about);
        said_.mutable_publish_resource()->set_theme_id(theme);
        break;
      case Said::kAskForQuote: said_.mutable_ask_for_quote()->set_message_id(about); break;
      case Said::kAnswerQuote: said_.mutable_answer_quote()->set_quote_id(about); break;
      case Said::kPublishDossier:
        said_.mutable_publish_dossier()->set_channel_id(run_.channel(act_.place));
        for (const std::string& quote : act_.quotes) said_.mutable_publish_dossier()->add_quote_ids(run_.id(quote));
        break;
      default: fill_note(about); break;
    }
    return std::move(said_);
  }

 private:
  void fill_edit(std::uint64_t gathering_id) {
    v1::Gathering edited = gathering_of(corpus_, *find_gathering(corpus_, act_.about), shift_, run_);
    edited.set_id(gathering_id);
    edited.set_version(static_cast<std::uint32_t>(run_.id(version_of(act_.about))));
    edited.set_outcome(said_.edit_gathering().gathering().outcome());
    *said_.mutable_edit_gathering()->mutable_gathering() = std::move(edited);
  }
  void fill_note(std::uint64_t gathering_id) {
    v1::NotebookEntry& entry = *said_.mutable_save_notebook_entry()->mutable_entry();
    entry.set_entry_key(identity::derived_command_key(act_.at.utc_ms(shift_), "entry of " + name_));
    entry.set_gathering_id(gathering_id);
  }

  const Corpus& corpus_;
  const CorpusCourseAct& act_;
  const std::string& name_;
  const weeks shift_;
  const ImportRun& run_;
  v1::CourseCommand said_;
};

Step step_of(const Corpus& corpus, const CorpusCourseAct& act, std::size_t which, weeks shift) {
  const std::string name = "course:" + std::to_string(which);
  const auto give = [&corpus, &act, name, shift](const ImportRun& run) -> std::optional<Order> {
    // A message with which a round comes back has a name only if the round was told so far.
    if (!act.about.empty() && !run.knows(act.about)) return std::nullopt;
    if (!std::ranges::all_of(act.quotes, [&run](const std::string& quote) { return run.knows(quote); })) {
      return std::nullopt;
    }
    Order order{.member_id = run.person(act.author_id), .command = {}};
    *order.command.mutable_course() = Filling(corpus, act, name, shift, run).fill();
    return order;
  };
  const auto done = [&act](ImportRun& run, const v1::Accepted& accepted) {
    if (!act.makes.empty()) run.note(act.makes, accepted.first_seq());
    if (act.said.has_edit_gathering()) run.note(version_of(act.about), run.id(version_of(act.about)) + 1);
  };
  return {.at_ms = act.at.utc_ms(shift), .name = name, .where = act.where, .order = give, .done = done};
}

}  // namespace

void add_course(const Corpus& corpus, weeks shift, std::vector<Step>& script) {
  for (const CorpusGathering& gathering : corpus.course.gatherings) script.push_back(plan(corpus, gathering, shift));
  for (const CorpusThread& thread : corpus.course_threads) add_thread(corpus, thread, shift, script);
  std::size_t which = 0;
  for (const CorpusCourseAct& act : corpus.course.acts) script.push_back(step_of(corpus, act, which++, shift));
}

}  // namespace ramure::ops
