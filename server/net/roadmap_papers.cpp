#include "server/net/roadmap_papers.hpp"

#include <algorithm>
#include <vector>

namespace ramure::net {

namespace {

using files::in;
using files::Language;

std::string joined(const std::vector<std::string>& names, Language language) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? in(language, {" et ", " and "}) : ", ";
    text += names[i];
  }
  return text;
}

std::string authors_of(const community::RoadmapTaken& taken, Language language) {
  std::vector<std::string> names;
  for (const v1::RoadmapAuthor& author : taken.version.authors()) {
    std::string name = taken.people.name(author.member_id());
    if (name.empty()) name = in(language, {"un ancien participant", "a former participant"});
    names.push_back(std::move(name));
  }
  return joined(names, language);
}

}  // namespace

std::string territory_of(const community::RoadmapTaken& taken) {
  const auto found = taken.people.territories.find(taken.view.territory_id());
  return found == taken.people.territories.end() ? std::string() : found->second.name();
}

std::string line_below(const community::RoadmapTaken& taken, Language language, Names names) {
  const files::Calendar calendar(language, taken.zone);
  const v1::RoadmapVersion& version = taken.version;
  const bool is_frozen = version.stage() != v1::ROADMAP_STAGE_UNSPECIFIED;
  const char* stage = files::stage_text(language, is_frozen ? version.stage() : taken.view.stage());
  std::string line = stage;
  if (!line.empty()) line += " · ";
  if (version.id() == 0) {
    return line + in(language, {"texte en cours, modifié le ", "text in progress, changed on "}) +
           calendar.day(std::max(taken.text_at_ms, taken.view.updated_at_ms()));
  }
  if (!is_frozen) line += "«\u00A0" + version.name() + "\u00A0», ";
  line += is_frozen ? in(language, {"version figée le ", "version frozen on "})
                    : in(language, {"version du ", "version of "});
  line += calendar.day(version.at_ms());
  if (names == Names::said && version.authors_size() > 0) {
    line += in(language, {" par ", " by "}) + authors_of(taken, language);
  }
  return line;
}

files::RoadmapPaper paper_of(const community::RoadmapTaken& taken, Language language, Names names) {
  const auto& actions = taken.view.actions();
  return {.language = language,
          .title = taken.view.title(),
          .territory = territory_of(taken),
          .below = line_below(taken, language, names),
          .text = taken.text,
          .form = taken.form,
          .actions = {actions.begin(), actions.end()}};
}

}  // namespace ramure::net
