#include "server/ops/roadmap_script.hpp"

#include <algorithm>

#include "protocol/check.hpp"
#include "server/ops/document_writing.hpp"
#include "server/ops/import_script.hpp"
#include "server/ops/json_place.hpp"
#include "server/roadmap/templates.hpp"
#include "server/roadmap/utf16.hpp"

namespace ramure::ops {

namespace {

using namespace std::chrono;
using Fields = google::protobuf::RepeatedPtrField<v1::RoadmapActionField>;

constexpr TimestampMs minute_ms = 60'000;
constexpr TimestampMs sitting_ms_max = milliseconds(hours(3)).count();  // some 60 steps
constexpr std::uint64_t editor_ids = std::uint64_t{1} << 53;

std::string iso(local_days day) {
  const year_month_day date(day);
  const auto padded = [](unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return std::to_string(static_cast<int>(date.year())) + "-" + padded(static_cast<unsigned>(date.month())) + "-" +
         padded(static_cast<unsigned>(date.day()));
}

Fields fields_of(const DocumentAction& action, v1::RoadmapActionStatus status, weeks shift) {
  Fields fields;
  fields.Add()->set_title(action.reference + ". " + action.title);
  if (!action.owner.empty()) fields.Add()->set_owner(action.owner);
  if (!action.partners.empty()) fields.Add()->set_partners(action.partners);
  if (!action.means.empty()) fields.Add()->set_means(action.means);
  if (!action.indicator.empty()) fields.Add()->set_indicator(action.indicator);
  if (!action.axis.empty()) fields.Add()->set_axis(action.axis);
  if (action.due_on) fields.Add()->set_due(iso(*action.due_on + shift));
  fields.Add()->set_status(status == v1::ROADMAP_ACTION_STATUS_UNSPECIFIED ? action.status : status);
  return fields;
}

// Tells the acts one after the other, with the text as they leave it.
class Telling {
 public:
  Telling(const Corpus& corpus, const CorpusRoadmap& roadmap, weeks shift)
      : corpus_(corpus), roadmap_(roadmap), shift_(shift) {}

  void begin(TimestampMs at_ms) {
    at_ms_ = at_ms;
    author_id_ = roadmap_.author_id;
    where_ = roadmap_.where;
    const v1::RoadmapTemplate* form = roadmap::find_template(roadmap_.template_key);
    CHECK(form != nullptr, "the reader knows the templates");
    text_ = roadmap::to_utf16(form->markdown());
    version_ = text_.empty() ? 0 : 1;
    v1::RoadmapCommand create;
    create.mutable_create_roadmap()->set_template_key(roadmap_.template_key);
    create.mutable_create_roadmap()->set_title(roadmap_.title);
    tell(own_name(), [create](const NumberOf&) {
      v1::Command command;
      *command.mutable_roadmap() = create;
      return command;
    });
  }

  void act(const CorpusRoadmapAct& act, TimestampMs at_ms) {
    at_ms_ = std::max(at_ms, at_ms_ + minute_ms);
    author_id_ = act.author_id;
    where_ = act.where;
    switch (act.deed) {
      case RoadmapDeed::write: return write(act);
      case RoadmapDeed::replace: return replace(act);
      case RoadmapDeed::add_actions: return add_actions(act);
      case RoadmapDeed::set_action: return set_action(act);
      case RoadmapDeed::comment: return comment(act);
      case RoadmapDeed::answer: return answer(act);
      case RoadmapDeed::suggest: return suggest(act);
      case RoadmapDeed::settle: return settle(act);
      case RoadmapDeed::other: return other(act);
    }
  }

  std::vector<RoadmapStep> done() { return std::move(steps_); }

 private:
  [[noreturn]] void fail(const std::string& sentence) const { throw CorpusFaultError({where_, sentence}); }

  std::string own_name() const { return "roadmap:" + roadmap_.id; }
  std::string name_of(const std::string& thing) const { return own_name() + ":" + thing; }
  std::string next_name() const { return name_of("step " + std::to_string(steps_.size())); }

  void tell(std::string name, std::function<v1::Command(const NumberOf&)> command) {
    steps_.push_back({at_ms_, author_id_, std::move(name), where_, std::move(command)});
  }
  // A command to this roadmap; `name` is of a thing that it needs the number of, which `set` puts in.
  template <class Set>
  void tell_with(std::string name, v1::RoadmapCommand said, std::string needed, Set set) {
    tell(std::move(name), [own = own_name(), said = std::move(said), needed = std::move(needed), set](auto& number) {
      v1::Command command;
      *command.mutable_roadmap() = said;
      command.mutable_roadmap()->set_roadmap_id(number(own));
      if (!needed.empty()) set(*command.mutable_roadmap(), number(needed));
      return command;
    });
  }
  void tell_plain(std::string name, v1::RoadmapCommand said) {
    tell_with(std::move(name), std::move(said), "", [](v1::RoadmapCommand&, std::uint64_t) {});
  }

  // --- The text ---------------------------------------------------------------------------------------------------

  // Where these words stand in the text as it is: the first time.
  v1::RoadmapPassage passage_of(const std::string& words) const {
    const std::u16string wanted = roadmap::to_utf16(words);
    const auto at = text_.find(wanted);
    if (at == std::u16string::npos) fail("the text has no such words by then: " + words);
    v1::RoadmapPassage passage;
    passage.set_version(version_);
    passage.set_from(static_cast<std::uint32_t>(at));
    passage.set_to(static_cast<std::uint32_t>(at + wanted.size()));
    return passage;
  }

  void apply(const roadmap::Change& change) {
    roadmap::apply_change(change, text_);
    ++version_;
  }

  void push(const roadmap::Change& change, std::uint64_t editor_id) {
    v1::PushText push;
    push.mutable_push()->set_editor_id(editor_id);
    push.mutable_push()->set_base_version(version_);
    *push.mutable_push()->add_changes() = roadmap::to_wire(change);
    tell(next_name(), [push, own = own_name()](const NumberOf& number) {
      v1::Command command;
      *command.mutable_push_text() = push;
      command.mutable_push_text()->set_roadmap_id(number(own));
      return command;
    });
    apply(change);
  }

  // One editor for each sitting, which writes some lines every few minutes.
  void write(const CorpusRoadmapAct& act) {
    std::vector<std::u16string> headings;
    for (const std::string& heading : act.chosen) headings.push_back(roadmap::to_utf16(heading));
    const std::u16string document = roadmap::to_utf16(corpus_.documents[act.document].markdown);
    if (static_cast<std::size_t>(std::ranges::count(text_, u'\n')) >= corpus_document_lines_max) {
      fail("the text has too many lines by then");
    }
    const auto changes = writing_of(text_, document, headings);
    if (changes.empty()) fail("the text reads so already");
    const std::uint64_t editor_id = 1 + number_of(next_name()) % (editor_ids - 1);
    for (const roadmap::Change& change : changes) {
      push(change, editor_id);
      at_ms_ += minute_ms + static_cast<TimestampMs>(number_of(next_name()) % (3 * minute_ms));
    }
  }

  void replace(const CorpusRoadmapAct& act) {
    const v1::RoadmapPassage passage = passage_of(act.words);
    const std::uint64_t editor_id = 1 + number_of(next_name()) % (editor_ids - 1);
    push(roadmap::replacement(text_.size(), passage.from(), passage.to(), roadmap::to_utf16(act.by)), editor_id);
  }

  // --- Actions ----------------------------------------------------------------------------------------------------

  void add_actions(const CorpusRoadmapAct& act) {
    for (const DocumentAction& action : corpus_.documents[act.document].actions) {
      if (std::ranges::find(act.chosen, action.reference) == act.chosen.end()) continue;
      v1::RoadmapCommand said;
      *said.mutable_add_action()->mutable_fields() = fields_of(action, act.status_at_first, shift_);
      tell_plain(name_of("action:" + action.reference), std::move(said));
      at_ms_ += minute_ms;
    }
  }

  void set_action(const CorpusRoadmapAct& act) {
    v1::RoadmapCommand said = act.said;
    if (act.day) said.mutable_set_action()->mutable_field()->set_starts(iso(*act.day + shift_));
    const std::string thread = act.obstacle_thread_id.empty() ? "" : "thread:" + act.obstacle_thread_id;
    tell(next_name(),
         [said, own = own_name(), action = name_of("action:" + act.subject), thread](const NumberOf& number) {
           v1::Command command;
           *command.mutable_roadmap() = said;
           command.mutable_roadmap()->set_roadmap_id(number(own));
           v1::SetRoadmapAction& set = *command.mutable_roadmap()->mutable_set_action();
           set.set_action_id(number(action));
           if (!thread.empty()) set.mutable_field()->set_obstacle_thread_id(number(thread));
           return command;
         });
  }

  // --- Talking about it -------------------------------------------------------------------------------------------

  void comment(const CorpusRoadmapAct& act) {
    v1::RoadmapCommand said = act.said;
    if (!act.words.empty()) *said.mutable_comment()->mutable_anchor()->mutable_passage() = passage_of(act.words);
    tell_with(name_of("comment:" + act.id), std::move(said),
              act.subject.empty() ? "" : name_of("action:" + act.subject), [](auto& command, std::uint64_t action) {
                command.mutable_comment()->mutable_anchor()->set_action_id(action);
              });
  }

  void answer(const CorpusRoadmapAct& act) {
    tell_with(next_name(), act.said, name_of("comment:" + act.subject),
              [](auto& command, std::uint64_t comment) { command.mutable_answer_comment()->set_comment_id(comment); });
  }

  void suggest(const CorpusRoadmapAct& act) {
    v1::RoadmapCommand said = act.said;
    *said.mutable_suggest_text()->mutable_passage() = passage_of(act.words);
    said.mutable_suggest_text()->set_replacement(act.by);
    tell_plain(name_of("suggestion:" + act.id), std::move(said));
  }

  // Taking it changes the text: its words stand where they stood, or the server refuses.
  void settle(const CorpusRoadmapAct& act) {
    v1::RoadmapCommand said = act.said;
    if (said.answer_suggestion().taken()) {
      const v1::RoadmapPassage passage = passage_of(act.words);
      said.mutable_answer_suggestion()->set_replaces(act.words);
      apply(roadmap::replacement(text_.size(), passage.from(), passage.to(), roadmap::to_utf16(act.by)));
    }
    tell_with(next_name(), std::move(said), name_of("suggestion:" + act.subject),
              [](auto& command, std::uint64_t id) { command.mutable_answer_suggestion()->set_suggestion_id(id); });
  }

  void other(const CorpusRoadmapAct& act) {
    v1::RoadmapCommand said = act.said;
    if (said.has_freeze_roadmap()) said.mutable_freeze_roadmap()->set_text_version(version_);
    tell_plain(next_name(), std::move(said));
  }

  const Corpus& corpus_;
  const CorpusRoadmap& roadmap_;
  weeks shift_;
  TimestampMs at_ms_ = 0;
  std::string author_id_, where_;
  std::u16string text_;
  std::uint64_t version_ = 0;
  std::vector<RoadmapStep> steps_;
};

}  // namespace

std::expected<std::vector<RoadmapStep>, CorpusFault> steps_of(const Corpus& corpus, const CorpusRoadmap& roadmap,
                                                              weeks shift, TimestampMs now_ms) {
  std::vector<TimestampMs> times;
  for (const CorpusRoadmapAct& act : roadmap.acts) times.push_back(act.at.utc_ms(shift));
  if (corpus.fictional) bring_forward(times, now_ms - sitting_ms_max);
  try {
    Telling telling(corpus, roadmap, shift);
    telling.begin(roadmap.begun_at.utc_ms(shift));
    for (std::size_t i = 0; i < times.size(); ++i) telling.act(roadmap.acts[i], times[i]);
    return telling.done();
  } catch (const CorpusFaultError& error) {
    return std::unexpected(error.fault);
  }
}

}  // namespace ramure::ops
