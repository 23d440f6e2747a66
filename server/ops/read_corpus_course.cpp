#include <array>
#include <map>

#include "server/ops/read_corpus.hpp"

namespace ramure::ops {

namespace {

constexpr std::array gathering_kinds{
    Word<v1::GatheringKind>{"webinaire", v1::GATHERING_KIND_WEBINAR},
    Word<v1::GatheringKind>{"visite", v1::GATHERING_KIND_VISIT},
    Word<v1::GatheringKind>{"temoignage", v1::GATHERING_KIND_TESTIMONY},
    Word<v1::GatheringKind>{"suivi", v1::GATHERING_KIND_FOLLOW_UP},
    Word<v1::GatheringKind>{"comite", v1::GATHERING_KIND_COMMITTEE},
    Word<v1::GatheringKind>{"autre", v1::GATHERING_KIND_OTHER},
};

constexpr std::array parts{
    Word<v1::ProgrammePart>{"theorie", v1::PROGRAMME_PART_THEORY},
    Word<v1::ProgrammePart>{"applicatif", v1::PROGRAMME_PART_APPLIED},
    Word<v1::ProgrammePart>{"rencontre", v1::PROGRAMME_PART_ENCOUNTER},
    Word<v1::ProgrammePart>{"autre", v1::PROGRAMME_PART_OTHER},
};

constexpr std::array participations{
    Word<v1::Participation>{"vient", v1::PARTICIPATION_COMING},
    Word<v1::Participation>{"peut_etre", v1::PARTICIPATION_MAYBE},
    Word<v1::Participation>{"ne_vient_pas", v1::PARTICIPATION_NOT_COMING},
};

enum class Deed {
  answer,
  evaluate,
  keep_outcome,
  open_workshop,
  say,
  sort,
  close_workshop,
  publish,
  ask,
  allow,
  dossier,
  note
};
constexpr std::array deeds{
    Word<Deed>{"answer", Deed::answer},
    Word<Deed>{"evaluate", Deed::evaluate},
    Word<Deed>{"keep_outcome", Deed::keep_outcome},
    Word<Deed>{"open_workshop", Deed::open_workshop},
    Word<Deed>{"say", Deed::say},
    Word<Deed>{"sort", Deed::sort},
    Word<Deed>{"close_workshop", Deed::close_workshop},
    Word<Deed>{"publish_resource", Deed::publish},
    Word<Deed>{"ask_quote", Deed::ask},
    Word<Deed>{"answer_quote", Deed::allow},
    Word<Deed>{"publish_dossier", Deed::dossier},
    Word<Deed>{"note", Deed::note},
};

void add_part(v1::Gathering& gathering, v1::ProgrammePart part, const std::string& title, const std::string& text) {
  v1::ProgrammeItem& item = *gathering.add_programme();
  item.set_part(part);
  item.set_title(title);
  item.set_text(text);
}

CorpusSession read_session(const JsonPlace& place) {
  CorpusSession session{.id = place["id"].text(), .shown = {}};
  session.shown.set_kind(v1::GATHERING_KIND_SESSION);
  session.shown.set_session_number(place["order"].count());
  session.shown.set_title(place["title"].text());
  session.shown.set_place(place.text_or_empty("place"));
  std::string points;
  const JsonPlace theory = place["theory"];
  if (const auto told = theory.maybe("points")) {
    for (const JsonPlace& point : told->items()) points += (points.empty() ? "- " : "\n- ") + point.text();
  }
  add_part(session.shown, v1::PROGRAMME_PART_THEORY, theory["title"].text(), points);
  add_part(session.shown, v1::PROGRAMME_PART_APPLIED, place["applied"]["title"].text(), {});
  if (const auto encounter = place.maybe("encounter")) {
    add_part(session.shown, v1::PROGRAMME_PART_ENCOUNTER, encounter->text(), {});
  }
  return session;
}

class CourseReader {
 public:
  explicit CourseReader(Corpus& corpus) : corpus_(corpus) {
    for (const auto* threads : {&corpus.threads, &corpus.course_threads}) {
      for (const CorpusThread& thread : *threads) {
        names_["thread:" + thread.id] = thread.messages.front().at.utc_ms();
        for (const CorpusMessage& message : thread.messages) names_["message:" + message.id] = message.at.utc_ms();
      }
    }
  }

  void read_gathering(const JsonPlace& place) {
    CorpusGathering gathering;
    gathering.id = place["id"].text();
    gathering.author_id = read_known_person(place["author_id"], corpus_);
    gathering.planned_at = read_time(place["planned_at"]);
    gathering.starts_at = read_time(place["starts_at"]);
    gathering.ends_at = read_time(place["ends_at"]);
    gathering.where = place.where();
    new_name(place["id"], "gathering:" + gathering.id, gathering.planned_at.utc_ms());
    if (const auto session = place.maybe("session")) {
      gathering.shown = known_session(*session);
    } else {
      gathering.shown.set_kind(one_of<v1::GatheringKind>(place["kind"], gathering_kinds));
      gathering.shown.set_title(place["title"].text());
    }
    read_words(place, gathering);
    gathering.place = read_place(place);
    corpus_.course.gatherings.push_back(std::move(gathering));
  }

  void read_act(const JsonPlace& place) {
    CorpusCourseAct act;
    act.where = place.where();
    act.author_id = read_known_person(place["author_id"], corpus_);
    act.at = read_time(place["at"]);
    if (act.at.utc_ms() < latest_ms_) place["at"].fail("it is earlier than what comes before it");
    latest_ms_ = act.at.utc_ms();
    if (const auto theme = place.maybe("theme_id")) {
      act.theme_id = theme->text();
      if (corpus_.theme(act.theme_id) == nullptr) theme->fail("no theme has the id " + act.theme_id);
    }
    read_deed(place, act);
    corpus_.course.acts.push_back(std::move(act));
  }

 private:
  void new_name(const JsonPlace& place, const std::string& name, TimestampMs made_at_ms) {
    if (!names_.emplace(name, made_at_ms).second) place.fail("another one has the id " + place.text());
  }
  // Also there when the act that is being read takes place.
  std::string known(const JsonPlace& place, const std::string& kind) const { return known(place, kind, latest_ms_); }
  std::string known(const JsonPlace& place, const std::string& kind, TimestampMs until_ms) const {
    const auto found = names_.find(kind + ":" + place.text());
    if (found == names_.end() || found->second > until_ms) {
      place.fail("no " + kind + " before has the id " + place.text());
    }
    return found->first;
  }

  const v1::Gathering& known_session(const JsonPlace& place) const {
    for (const CorpusSession& session : corpus_.sessions) {
      if (session.id == place.text()) return session.shown;
    }
    place.fail("community.json has no session " + place.text());
  }

  void read_words(const JsonPlace& place, CorpusGathering& read) const {
    v1::Gathering& gathering = read.shown;
    if (const auto where = place.maybe("place")) gathering.set_place(where->text());
    gathering.set_video_url(place.text_or_empty("video_url"));
    gathering.set_description(place.text_or_empty("description"));
    gathering.set_time_zone(place.text_or_empty("time_zone"));
    if (const auto programme = place.maybe("programme")) {
      for (const JsonPlace& item : programme->items()) {
        add_part(gathering, one_of<v1::ProgrammePart>(item["part"], parts), item["title"].text(),
                 item.text_or_empty("text"));
      }
    }
    const auto documents = place.maybe("documents");
    if (!documents) return;
    for (const JsonPlace& document : documents->items()) {
      v1::GatheringDocument& made = *gathering.add_documents();
      made.set_title(document["title"].text());
      const auto message = document.maybe("message_id");
      if (!message) made.set_url(document["url"].text());
      read.document_messages.push_back(message ? known(*message, "message", read.planned_at.utc_ms()) : "");
    }
  }

  // Without a space: the plenary.
  CorpusPlace read_place(const JsonPlace& place) const {
    const auto space = place.maybe("space");
    CorpusPlace read{.id = {}, .kind = v1::CHANNEL_KIND_PLENARY, .territory_id = {}, .person_id = {}};
    if (!space) return read;
    read.kind = channel_kind(*space);
    if (const auto territory = place.maybe("territory_id")) {
      read.territory_id = territory->text();
      if (corpus_.territory(read.territory_id) == nullptr)
        territory->fail("no territory has the id " + read.territory_id);
    }
    if (const auto person = place.maybe("person_id")) read.person_id = read_known_person(*person, corpus_);
    return read;
  }

  void read_deed(const JsonPlace& place, CorpusCourseAct& act) {
    v1::CourseCommand& said = act.said;
    switch (one_of<Deed>(place["act"], deeds)) {
      case Deed::answer:
        act.about = known(place["gathering"], "gathering");
        said.mutable_answer_gathering()->set_participation(
            one_of<v1::Participation>(place["participation"], participations));
        break;
      case Deed::evaluate: read_evaluation(place, act); break;
      case Deed::keep_outcome:
        act.about = known(place["gathering"], "gathering");
        said.mutable_edit_gathering()->mutable_gathering()->set_outcome(place["text"].text());
        break;
      case Deed::open_workshop:
        act.about = known(place["gathering"], "gathering");
        said.mutable_open_workshop()->set_question(place["question"].text());
        act.closes_at = read_time(place["closes_at"]);
        makes(place, "workshop", act);
        break;
      case Deed::say:
        act.about = known(place["workshop"], "workshop");
        said.mutable_add_sentence()->set_text(place["text"].text());
        makes(place, "sentence", act);
        break;
      case Deed::sort:
        act.about = known(place["sentence"], "sentence");
        said.mutable_sort_sentence();
        if (act.theme_id.empty()) place.fail("a sentence is sorted into a theme (theme_id)");
        break;
      case Deed::close_workshop:
        act.about = known(place["workshop"], "workshop");
        said.mutable_close_workshop();
        break;
      case Deed::publish:
        act.about = known(place["thread"], "thread");
        said.mutable_publish_resource();
        break;
      case Deed::ask:
        act.about = known(place["message"], "message");
        said.mutable_ask_for_quote()->set_words(place["words"].text());
        makes(place, "quote", act);
        break;
      case Deed::allow:
        act.about = known(place["quote"], "quote");
        said.mutable_answer_quote()->set_allowed(place["allowed"].boolean());
        break;
      case Deed::dossier: read_dossier(place, act); break;
      case Deed::note:
        said.mutable_save_notebook_entry()->mutable_entry()->set_text(place["text"].text());
        if (const auto gathering = place.maybe("gathering")) act.about = known(*gathering, "gathering");
        break;
    }
  }

  void makes(const JsonPlace& place, const std::string& kind, CorpusCourseAct& act) {
    act.makes = kind + ":" + place["id"].text();
    new_name(place["id"], act.makes, latest_ms_);
  }

  void read_evaluation(const JsonPlace& place, CorpusCourseAct& act) const {
    act.about = known(place["gathering"], "gathering");
    v1::Evaluation& evaluation = *act.said.mutable_evaluate_gathering()->mutable_evaluation();
    evaluation.set_useful(place["useful"].count());
    evaluation.set_learnt_from_peers(place["learnt_from_peers"].count());
    evaluation.set_was_heard(place["was_heard"].count());
    evaluation.set_keeps(place.text_or_empty("keeps"));
    evaluation.set_missed(place.text_or_empty("missed"));
  }

  void read_dossier(const JsonPlace& place, CorpusCourseAct& act) const {
    act.said.mutable_publish_dossier()->set_title(place["title"].text());
    act.said.mutable_publish_dossier()->set_words(place.text_or_empty("text"));
    act.place = read_place(place);
    const auto quotes = place.maybe("quotes");
    if (!quotes) return;
    for (const JsonPlace& quote : quotes->items()) act.quotes.push_back(known(quote, "quote"));
  }

  Corpus& corpus_;
  std::map<std::string, TimestampMs> names_;  // of what may be referred to, as ImportRun calls it; when it is made
  TimestampMs latest_ms_ = 0;                 // of the acts so far
};

}  // namespace

void read_sessions(const JsonPlace& root, Corpus& corpus) {
  const auto sessions = root.maybe("sessions");
  if (!sessions) return;
  for (const JsonPlace& place : sessions->items()) corpus.sessions.push_back(read_session(place));
}

void read_course(const JsonPlace& root, Corpus& corpus) {
  CourseReader reader(corpus);
  if (const auto gatherings = root.maybe("gatherings")) {
    for (const JsonPlace& place : gatherings->items()) reader.read_gathering(place);
  }
  if (const auto acts = root.maybe("acts")) {
    for (const JsonPlace& place : acts->items()) reader.read_act(place);
  }
}

}  // namespace ramure::ops
