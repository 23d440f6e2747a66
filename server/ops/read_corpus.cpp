#include "server/ops/read_corpus.hpp"

#include <algorithm>
#include <array>
#include <boost/json/parse.hpp>
#include <set>

#include "protocol/utf8.hpp"

namespace ramure::ops {

namespace {

constexpr std::array roles{
    Word<v1::Role>{"catalyseur", v1::ROLE_CATALYST},
    Word<v1::Role>{"facilitateur", v1::ROLE_FACILITATOR},
    Word<v1::Role>{"accompagnateur", v1::ROLE_ADVISER},
    Word<v1::Role>{"observateur_evaluateur", v1::ROLE_EVALUATOR},
    Word<v1::Role>{"comite_pilotage", v1::ROLE_STEERING},
    Word<v1::Role>{"comite_orientation", v1::ROLE_ORIENTATION},
    Word<v1::Role>{"comite_technique", v1::ROLE_TECHNICAL_COMMITTEE},
    Word<v1::Role>{"admin", v1::ROLE_ADMIN},
};

constexpr std::array channel_kinds{
    Word<v1::ChannelKind>{"pleniere", v1::CHANNEL_KIND_PLENARY},
    Word<v1::ChannelKind>{"theme", v1::CHANNEL_KIND_THEMES},
    Word<v1::ChannelKind>{"coulisses", v1::CHANNEL_KIND_BACKSTAGE},
    Word<v1::ChannelKind>{"territoire", v1::CHANNEL_KIND_TERRITORY},
    Word<v1::ChannelKind>{"a_deux", v1::CHANNEL_KIND_PAIR},
    Word<v1::ChannelKind>{"suivi_individuel", v1::CHANNEL_KIND_PAIR_FOLLOW_UP},
    Word<v1::ChannelKind>{"suivi_personnel", v1::CHANNEL_KIND_PERSONAL_FOLLOW_UP},
    Word<v1::ChannelKind>{"ressources_proposees", v1::CHANNEL_KIND_RESOURCE_PROPOSALS},
    Word<v1::ChannelKind>{"comite_pilotage", v1::CHANNEL_KIND_STEERING},
    Word<v1::ChannelKind>{"comite_orientation", v1::CHANNEL_KIND_ORIENTATION},
    Word<v1::ChannelKind>{"comite_technique", v1::CHANNEL_KIND_TECHNICAL},
};

template <class Thing>
const Thing* find_by_id(const std::vector<Thing>& things, std::string_view id) {
  const auto found = std::ranges::find(things, id, &Thing::id);
  return found == things.end() ? nullptr : &*found;
}

// An id that nothing of its kind has yet.
template <class Thing>
std::string new_id(const JsonPlace& place, const std::vector<Thing>& others) {
  const std::string id = place["id"].text();
  if (find_by_id(others, id) != nullptr) place["id"].fail("another one has the id " + id);
  return id;
}

std::string known_territory(const JsonPlace& place, const Corpus& corpus) {
  const std::string id = place.text();
  if (corpus.territory(id) == nullptr) place.fail("no territory has the id " + id);
  return id;
}

CorpusPerson read_person(const JsonPlace& place, const Corpus& corpus) {
  CorpusPerson person;
  person.id = new_id(place, corpus.people);
  person.name = place["display_name"].text();
  person.role = one_of<v1::Role>(place["role"], roles);
  if (const auto territory = place.maybe("territory_id")) person.territory_id = known_territory(*territory, corpus);
  if ((person.role == v1::ROLE_CATALYST) != !person.territory_id.empty()) {
    place.fail("a catalyst has a territory_id, and nobody else does");
  }
  person.organisation = place.text_or_empty("organisation");
  person.function = place.text_or_empty("function");
  person.bio = place.text_or_empty("bio");
  person.where = place.where();
  return person;
}

// A pair's adviser. The members are named again here; they must be those of the territory.
void read_pair(const JsonPlace& place, Corpus& corpus) {
  const std::string territory_id = known_territory(place["territory_id"], corpus);
  for (const JsonPlace& member : place["member_ids"].items()) {
    const CorpusPerson* person = corpus.person(member.text());
    if (person == nullptr) member.fail("nobody has the id " + member.text());
    if (person->territory_id != territory_id) member.fail(person->id + " does not belong to " + territory_id);
  }
  const auto adviser = place.maybe("follow_up_person_id");
  if (!adviser) return;
  const CorpusPerson* person = corpus.person(adviser->text());
  if (person == nullptr) adviser->fail("nobody has the id " + adviser->text());
  if (person->role != v1::ROLE_FACILITATOR && person->role != v1::ROLE_ADVISER) {
    adviser->fail("only a facilitator or an adviser can follow a pair");
  }
  corpus.charges.push_back({territory_id, person->id, adviser->where()});
}

CorpusWord read_word(const JsonPlace& place, const Corpus& corpus) {
  CorpusWord word{.author_id = place["author_id"].text(), .text = place["text"].text(), .where = place.where()};
  const CorpusPerson* author = corpus.person(word.author_id);
  if (author == nullptr || author->role != v1::ROLE_FACILITATOR) {
    place["author_id"].fail("a facilitator writes the word");
  }
  return word;
}

// An array of texts as a list in Markdown; empty when it is missing.
std::string list_of(const JsonPlace& place, std::string_view name) {
  std::string list;
  const auto items = place.maybe(name);
  if (!items) return list;
  for (const JsonPlace& item : items->items()) list += (list.empty() ? "- " : "\n- ") + item.text();
  return list;
}

void read_channel(const JsonPlace& place, Corpus& corpus) {
  CorpusChannel channel;
  channel.id = new_id(place, corpus.channels);
  channel.kind = channel_kind(place["kind"]);
  // A person's place names the territory too; what it belongs to is the person.
  const bool is_personal = channel.kind == v1::CHANNEL_KIND_PERSONAL_FOLLOW_UP;
  if (const auto territory = place.maybe("territory_id"); territory && !is_personal) {
    channel.territory_id = known_territory(*territory, corpus);
  }
  if (is_personal) {
    const JsonPlace person = place["person_id"];
    channel.person_id = person.text();
    if (corpus.person(channel.person_id) == nullptr) person.fail("nobody has the id " + channel.person_id);
  }
  corpus.channels.push_back(std::move(channel));
}

boost::json::value parse(const std::string& text, const std::string& file) {
  if (text.size() > corpus_file_bytes_max) {
    throw CorpusFaultError({file, "the file is larger than " + std::to_string(corpus_file_bytes_max) + " bytes"});
  }
  boost::json::error_code error;
  boost::json::value value = boost::json::parse(text, error);
  if (error) throw CorpusFaultError({file, "this is not JSON: " + error.message()});
  return value;
}

}  // namespace

CorpusTime read_time(const JsonPlace& place) {
  const auto time = parse_corpus_time(place.text());
  if (!time) place.fail("a time is written 2018-05-09T09:12:00, with or without +02:00");
  return *time;
}

std::string read_known_person(const JsonPlace& place, const Corpus& corpus) {
  if (corpus.person(place.text()) == nullptr) place.fail("nobody has the id " + place.text());
  return place.text();
}

std::string read_known_thread(const JsonPlace& place, const Corpus& corpus) {
  if (corpus.thread(place.text()) == nullptr) place.fail("no thread has the id " + place.text());
  return place.text();
}

v1::ChannelKind channel_kind(const JsonPlace& place) { return one_of<v1::ChannelKind>(place, channel_kinds); }

const CorpusPerson* Corpus::person(std::string_view id) const { return find_by_id(people, id); }
const CorpusTerritory* Corpus::territory(std::string_view id) const { return find_by_id(territories, id); }
const CorpusTheme* Corpus::theme(std::string_view id) const { return find_by_id(themes, id); }
const CorpusChannel* Corpus::channel(std::string_view id) const { return find_by_id(channels, id); }
const CorpusThread* Corpus::thread(std::string_view id) const { return find_by_id(threads, id); }
const CorpusGroup* Corpus::group(std::string_view id) const { return find_by_id(groups, id); }

void read_community(const JsonPlace& root, Corpus& corpus) {
  const JsonPlace programme = root["programme"];
  corpus.name = programme["title"].text();
  corpus.time_zone = programme.text_or_empty("time_zone");
  if (corpus.time_zone.empty()) corpus.time_zone = "Europe/Paris";
  if (const auto meta = root.maybe("meta")) {
    if (const auto fictional = meta->maybe("fictional")) corpus.fictional = fictional->boolean();
  }
  for (const JsonPlace& place : root["themes"].items()) {
    corpus.themes.push_back({new_id(place, corpus.themes), place["label"].text(), place.text_or_empty("short_label"),
                             place.text_or_empty("description"), place.where()});
  }
  for (const JsonPlace& place : root["territories"].items()) {
    const std::string zone = place.text_or_empty("time_zone");
    corpus.territories.push_back({.id = new_id(place, corpus.territories),
                                  .name = place["name"].text(),
                                  .profile_label = place.text_or_empty("profile_label"),
                                  .summary = place.text_or_empty("summary"),
                                  .time_zone = zone.empty() ? corpus.time_zone : zone,
                                  .offers = list_of(place, "apports"),
                                  .seeks = list_of(place, "enjeux"),
                                  .where = place.where()});
  }
  for (const JsonPlace& place : root["people"].items()) corpus.people.push_back(read_person(place, corpus));
  if (const auto word = root.maybe("mot_animation")) corpus.word = read_word(*word, corpus);
  if (const auto pairs = root.maybe("binomes")) {
    for (const JsonPlace& place : pairs->items()) read_pair(place, corpus);
  }
  if (const auto channels = root.maybe("channels")) {
    for (const JsonPlace& place : channels->items()) read_channel(place, corpus);
  }
  read_sessions(root, corpus);
  if (const auto groups = root.maybe("codev_groups")) {
    for (const JsonPlace& place : groups->items()) {
      corpus.groups.push_back({new_id(place, corpus.groups), place["label"].text()});
    }
  }
}

void check_text(const std::string& where, std::string_view text) {
  if (text.size() > corpus_file_bytes_max) throw CorpusFaultError({where, "the file is too large"});
  if (!is_utf8(text)) throw CorpusFaultError({where, "this is not UTF-8"});
}

void read_papers(const std::map<std::string, std::string>& papers, Corpus& corpus) {
  for (const auto& [name, text] : papers) {
    const std::string where = "papers/" + name;
    check_text(where, text);
    if (text.empty()) throw CorpusFaultError({where, "there is no text in it"});
  }
  corpus.papers = papers;
}

std::expected<Corpus, CorpusFault> read_corpus(const CorpusText& text) {
  try {
    Corpus corpus;
    const auto community = parse(text.community, "community.json");
    read_community(JsonPlace(community, "community.json"), corpus);
    read_papers(text.papers, corpus);
    if (!text.threads.empty()) {
      const auto threads = parse(text.threads, "threads.json");
      read_threads(JsonPlace(threads, "threads.json"), corpus);
    }
    if (!text.rounds.empty()) {
      const auto rounds = parse(text.rounds, "rounds.json");
      read_rounds(JsonPlace(rounds, "rounds.json"), corpus);
    }
    read_documents(text.documents, corpus);
    if (!text.roadmaps.empty()) {
      const auto roadmaps = parse(text.roadmaps, "roadmaps.json");
      read_roadmaps(JsonPlace(roadmaps, "roadmaps.json"), corpus);
    }
    if (!text.course.empty()) {
      const auto course = parse(text.course, "course.json");
      read_course_threads(JsonPlace(course, "course.json"), corpus);
      read_course(JsonPlace(course, "course.json"), corpus);
    }
    return corpus;
  } catch (const CorpusFaultError& error) {
    return std::unexpected(error.fault);
  }
}

std::string_view role_label(v1::Role role) {
  switch (role) {
    case v1::ROLE_CATALYST: return "catalyseur territorial";
    case v1::ROLE_FACILITATOR: return "facilitation";
    case v1::ROLE_ADVISER: return "accompagnement";
    case v1::ROLE_EVALUATOR: return "observation et évaluation";
    case v1::ROLE_STEERING: return "comité de pilotage";
    case v1::ROLE_ORIENTATION: return "comité d’orientation";
    case v1::ROLE_TECHNICAL_COMMITTEE: return "comité technique";
    case v1::ROLE_ADMIN: return "administration technique";
    case v1::ROLE_FORMER_MEMBER: return "ancien membre";
    default: return "";
  }
}

}  // namespace ramure::ops
