#include <algorithm>
#include <array>
#include <limits>
#include <set>

#include "protocol/utf8.hpp"
#include "server/ops/document_actions.hpp"
#include "server/ops/read_corpus.hpp"
#include "server/ops/roadmap_script.hpp"
#include "server/roadmap/templates.hpp"

namespace ramure::ops {

namespace {

using Deed = RoadmapDeed;

// What an act does; the words that are not here are commands without any reference.
constexpr std::array deeds{
    Word<Deed>{"write", Deed::write},
    Word<Deed>{"replace", Deed::replace},
    Word<Deed>{"add_actions", Deed::add_actions},
    Word<Deed>{"set_action", Deed::set_action},
    Word<Deed>{"comment", Deed::comment},
    Word<Deed>{"answer", Deed::answer},
    Word<Deed>{"suggest", Deed::suggest},
    Word<Deed>{"settle", Deed::settle},
    Word<Deed>{"share", Deed::other},
    Word<Deed>{"set_status", Deed::other},
    Word<Deed>{"begin_stage", Deed::other},
    Word<Deed>{"freeze", Deed::other},
    Word<Deed>{"name_version", Deed::other},
};

constexpr std::array stages{
    Word<v1::RoadmapStage>{"v0", v1::ROADMAP_STAGE_BALANCE},
    Word<v1::RoadmapStage>{"v1", v1::ROADMAP_STAGE_IMPLEMENTATION},
    Word<v1::RoadmapStage>{"v2", v1::ROADMAP_STAGE_ROADMAP},
    Word<v1::RoadmapStage>{"v3", v1::ROADMAP_STAGE_PITCH},
};

constexpr std::array statuses{
    Word<v1::RoadmapStatus>{"brouillon", v1::ROADMAP_STATUS_DRAFT},
    Word<v1::RoadmapStatus>{"en_relecture", v1::ROADMAP_STATUS_IN_REVIEW},
    Word<v1::RoadmapStatus>{"partage_communaute", v1::ROADMAP_STATUS_SHARED},
    Word<v1::RoadmapStatus>{"presente", v1::ROADMAP_STATUS_PRESENTED},
    Word<v1::RoadmapStatus>{"archive", v1::ROADMAP_STATUS_ARCHIVED},
};

constexpr std::array sharings{
    Word<v1::RoadmapSharing>{"binome", v1::ROADMAP_SHARING_PAIR},
    Word<v1::RoadmapSharing>{"accompagnement", v1::ROADMAP_SHARING_SUPPORT},
    Word<v1::RoadmapSharing>{"communaute", v1::ROADMAP_SHARING_COMMUNITY},
};

constexpr std::array boxes{
    Word<v1::RoadmapCommentBox>{"convainc", v1::ROADMAP_COMMENT_BOX_CONVINCES},
    Word<v1::RoadmapCommentBox>{"pas_compris", v1::ROADMAP_COMMENT_BOX_UNCLEAR},
    Word<v1::RoadmapCommentBox>{"peux_apporter", v1::ROADMAP_COMMENT_BOX_CONTRIBUTION},
    Word<v1::RoadmapCommentBox>{"relance", v1::ROADMAP_COMMENT_BOX_PROMPT},
};

constexpr std::array verdicts{
    Word<v1::RoadmapVerdict>{"retenu", v1::ROADMAP_VERDICT_KEPT},
    Word<v1::RoadmapVerdict>{"a_discuter", v1::ROADMAP_VERDICT_TO_DISCUSS},
    Word<v1::RoadmapVerdict>{"ecarte", v1::ROADMAP_VERDICT_SET_ASIDE},
};

v1::RoadmapActionStatus read_action_status(const JsonPlace& place) {
  const auto status = action_status(place.text());
  if (!status) place.fail("no action has the status " + place.text());
  return *status;
}

// The acts of one roadmap, with what they may refer to by then.
class RoadmapReader {
 public:
  explicit RoadmapReader(const Corpus& corpus) : corpus_(corpus) {}

  CorpusRoadmap read(const JsonPlace& place) {
    CorpusRoadmap roadmap{.id = place["id"].text(),
                          .title = place["title"].text(),
                          .template_key = place["template"].text(),
                          .author_id = read_known_person(place["author_id"], corpus_),
                          .begun_at = read_time(place["begun_at"]),
                          .acts = {},
                          .where = place.where()};
    if (roadmap::find_template(roadmap.template_key) == nullptr) {
      place["template"].fail("there is no template called " + roadmap.template_key);
    }
    latest_ms_ = roadmap.begun_at.utc_ms();
    for (const JsonPlace& act : place["acts"].items()) roadmap.acts.push_back(read_act(act));
    return roadmap;
  }

 private:
  CorpusRoadmapAct read_act(const JsonPlace& place) {
    CorpusRoadmapAct act;
    act.where = place.where();
    act.deed = one_of<Deed>(place["act"], deeds);
    act.author_id = read_known_person(place["author_id"], corpus_);
    act.at = read_time(place["at"]);
    if (act.at.utc_ms() < latest_ms_) place["at"].fail("it is earlier than what comes before it");
    latest_ms_ = act.at.utc_ms();
    switch (act.deed) {
      case Deed::write:
        act.document = read_document(place["toward"]);
        if (const auto headings = place.maybe("headings")) act.chosen = texts_of(*headings);
        break;
      case Deed::replace:
        act.words = place["words"].text();
        act.by = place["by"].text();
        break;
      case Deed::add_actions: read_added(place, act); break;
      case Deed::set_action: read_set(place, act); break;
      case Deed::comment: read_comment(place, act); break;
      case Deed::answer: read_answer(place, act); break;
      case Deed::suggest: read_suggestion(place, act); break;
      case Deed::settle: read_settled(place, act); break;
      case Deed::other: read_other(place, act); break;
    }
    return act;
  }

  static std::vector<std::string> texts_of(const JsonPlace& list) {
    std::vector<std::string> texts;
    for (const JsonPlace& item : list.items()) texts.push_back(item.text());
    return texts;
  }

  std::size_t read_document(const JsonPlace& place) const {
    const auto found = std::ranges::find(corpus_.documents, place.text(), &CorpusDocument::name);
    if (found == corpus_.documents.end()) place.fail("there is no roadmaps/" + place.text());
    return static_cast<std::size_t>(found - corpus_.documents.begin());
  }

  void read_added(const JsonPlace& place, CorpusRoadmapAct& act) {
    act.document = read_document(place["from"]);
    if (const auto status = place.maybe("status")) act.status_at_first = read_action_status(*status);
    for (const JsonPlace& reference : place["references"].items()) {
      const auto& told = corpus_.documents[act.document].actions;
      if (std::ranges::find(told, reference.text(), &DocumentAction::reference) == told.end()) {
        reference.fail("the document tells no action " + reference.text());
      }
      if (!actions_.insert(reference.text()).second) reference.fail("it was added before");
      act.chosen.push_back(reference.text());
    }
  }

  void read_set(const JsonPlace& place, CorpusRoadmapAct& act) const {
    act.subject = read_reference(place["reference"], actions_, "no action");
    v1::RoadmapActionField& field = *act.said.mutable_set_action()->mutable_field();
    if (const auto status = place.maybe("status")) field.set_status(read_action_status(*status));
    if (const auto partners = place.maybe("partners")) field.set_partners(partners->text());
    if (const auto starts = place.maybe("starts")) {
      act.day = parse_corpus_day(starts->text());
      if (!act.day) starts->fail("a day is written 2018-05-09");
    }
    if (const auto thread = place.maybe("obstacle_thread_id")) {
      act.obstacle_thread_id = read_known_thread(*thread, corpus_);
    }
    const int fields = (field.field_case() != v1::RoadmapActionField::FIELD_NOT_SET ? 1 : 0) + (act.day ? 1 : 0) +
                       (act.obstacle_thread_id.empty() ? 0 : 1);
    if (fields != 1) place.fail("one field is set: status, partners, starts or obstacle_thread_id");
  }

  void read_comment(const JsonPlace& place, CorpusRoadmapAct& act) {
    v1::CommentRoadmap& comment = *act.said.mutable_comment();
    comment.set_box(one_of<v1::RoadmapCommentBox>(place["box"], boxes));
    comment.set_text(place["text"].text());
    act.words = place.text_or_empty("on");
    if (const auto action = place.maybe("on_action")) act.subject = read_reference(*action, actions_, "no action");
    if (!act.words.empty() && !act.subject.empty()) place.fail("a comment is on words or on an action");
    act.id = place["id"].text();
    if (!comments_.insert(act.id).second) place["id"].fail("another comment has the id " + act.id);
  }

  void read_answer(const JsonPlace& place, CorpusRoadmapAct& act) const {
    act.subject = read_reference(place["comment_id"], comments_, "no comment");
    act.said.mutable_answer_comment()->set_verdict(one_of<v1::RoadmapVerdict>(place["verdict"], verdicts));
    act.said.mutable_answer_comment()->set_answer(place.text_or_empty("text"));
  }

  void read_suggestion(const JsonPlace& place, CorpusRoadmapAct& act) {
    act.words = place["words"].text();
    act.by = place["by"].text();
    act.said.mutable_suggest_text()->set_reason(place.text_or_empty("text"));
    act.id = place["id"].text();
    if (!suggestions_.emplace(act.id, std::pair(act.words, act.by)).second) {
      place["id"].fail("another suggestion has the id " + act.id);
    }
  }

  void read_settled(const JsonPlace& place, CorpusRoadmapAct& act) const {
    act.subject = place["suggestion_id"].text();
    const auto suggested = suggestions_.find(act.subject);
    if (suggested == suggestions_.end()) {
      place["suggestion_id"].fail("no suggestion before has the id " + act.subject);
    }
    std::tie(act.words, act.by) = suggested->second;
    act.said.mutable_answer_suggestion()->set_taken(place["taken"].boolean());
  }

  static void read_other(const JsonPlace& place, CorpusRoadmapAct& act) {
    const std::string word = place["act"].text();
    v1::RoadmapCommand& said = act.said;
    if (word == "share") {
      said.mutable_share_roadmap()->set_sharing(one_of<v1::RoadmapSharing>(place["sharing"], sharings));
    } else if (word == "set_status") {
      said.mutable_set_roadmap_status()->set_status(one_of<v1::RoadmapStatus>(place["status"], statuses));
    } else if (word == "begin_stage") {
      said.mutable_begin_stage()->set_stage(one_of<v1::RoadmapStage>(place["stage"], stages));
    } else if (word == "freeze") {
      said.mutable_freeze_roadmap()->set_stage(one_of<v1::RoadmapStage>(place["stage"], stages));
    } else {
      said.mutable_name_version()->set_name(place["name"].text());
    }
  }

  static std::string read_reference(const JsonPlace& place, const std::set<std::string>& known, std::string_view none) {
    if (!known.contains(place.text())) place.fail(std::string(none) + " before is called " + place.text());
    return place.text();
  }

  const Corpus& corpus_;
  std::set<std::string> actions_, comments_;                                // by reference, by id
  std::map<std::string, std::pair<std::string, std::string>> suggestions_;  // id → its words, what they become
  TimestampMs latest_ms_ = 0;
};

}  // namespace

void read_documents(const std::map<std::string, std::string>& documents, Corpus& corpus) {
  for (const auto& [name, text] : documents) {
    const std::string where = "roadmaps/" + name;
    check_text(where, text);
    CorpusDocument document{.name = name, .markdown = std::string(body_of_document(text)), .actions = {}};
    if (document.markdown.empty()) throw CorpusFaultError({where, "there is no text in it"});
    if (std::ranges::count(document.markdown, '\n') >= static_cast<std::ptrdiff_t>(corpus_document_lines_max)) {
      throw CorpusFaultError({where, "it has more than " + std::to_string(corpus_document_lines_max) + " lines"});
    }
    auto actions = actions_in(document.markdown);
    if (!actions) throw CorpusFaultError({where, actions.error()});
    document.actions = std::move(*actions);
    corpus.documents.push_back(std::move(document));
  }
}

void read_roadmaps(const JsonPlace& root, Corpus& corpus) {
  std::set<std::string> ids;
  for (const JsonPlace& place : root["roadmaps"].items()) {
    if (!ids.insert(place["id"].text()).second) place["id"].fail("another roadmap has the id " + place["id"].text());
    corpus.roadmaps.push_back(RoadmapReader(corpus).read(place));
    // Whether the text has the words that acts name is seen by telling them once.
    const auto told = steps_of(corpus, corpus.roadmaps.back(), {}, std::numeric_limits<TimestampMs>::max() / 2);
    if (!told) throw CorpusFaultError(told.error());
  }
}

}  // namespace ramure::ops
