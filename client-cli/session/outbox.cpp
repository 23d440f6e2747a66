#include "client-cli/session/outbox.hpp"

#include <algorithm>

#include "client-cli/session/files.hpp"
#include "protocol/hex.hpp"

namespace ramure::cli {

namespace {
constexpr const char* waiting_ending = ".command";
constexpr const char* refused_ending = ".refused";

std::string words_beside_roadmap(const v1::RoadmapCommand& command) {
  const v1::SuggestText& suggestion = command.suggest_text();
  if (command.has_comment()) return command.comment().text();
  if (command.has_answer_comment()) return command.answer_comment().answer();
  return suggestion.reason().empty() ? suggestion.replacement() : suggestion.replacement() + "\n" + suggestion.reason();
}

std::string words_in_course(const v1::CourseCommand& course) {
  const v1::Evaluation& evaluation = course.evaluate_gathering().evaluation();
  if (course.has_add_sentence()) return course.add_sentence().text();
  if (course.has_save_notebook_entry()) return course.save_notebook_entry().entry().text();
  if (course.has_publish_dossier()) return course.publish_dossier().words();
  return evaluation.keeps().empty() || evaluation.missed().empty() ? evaluation.keeps() + evaluation.missed()
                                                                   : evaluation.keeps() + "\n" + evaluation.missed();
}

}  // namespace

Outbox::Outbox(const std::filesystem::path& state_folder, const std::string& owner)
    : folder_(state_folder / "outbox" / hex_of(owner)) {}

std::filesystem::path Outbox::path_of(const v1::Command& command, const char* ending) const {
  return folder_ / (hex_of(command.command_key()) + ending);
}

void Outbox::keep(const v1::Command& command) const {
  write_file(path_of(command, waiting_ending), command.SerializeAsString());
}

void Outbox::drop(const v1::Command& command) const { std::filesystem::remove(path_of(command, waiting_ending)); }

std::vector<v1::Command> Outbox::waiting() const { return read(waiting_ending); }

void Outbox::set_aside(const v1::Command& command) const {
  write_file(path_of(command, refused_ending), command.SerializeAsString());
}

std::vector<v1::Command> Outbox::set_aside() const { return read(refused_ending); }

void Outbox::forget(const v1::Command& command) const { std::filesystem::remove(path_of(command, refused_ending)); }

std::vector<v1::Command> Outbox::read(const char* ending) const {
  std::vector<std::filesystem::path> paths;
  if (!std::filesystem::exists(folder_)) return {};
  for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
    if (entry.path().extension() == ending) paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  std::vector<v1::Command> commands;
  for (const auto& path : paths) {
    const auto bytes = read_file(path);
    v1::Command command;
    if (bytes && command.ParseFromString(*bytes)) {
      commands.push_back(std::move(command));
    } else {
      std::filesystem::rename(path, path.string() + ".unreadable");
    }
  }
  return commands;
}

std::string words_said_in(const v1::Command& command) {
  if (command.has_roadmap()) return words_beside_roadmap(command.roadmap());
  if (command.has_course()) return words_in_course(command.course());
  const v1::RoundCommand& round = command.round();
  if (round.has_open_step()) return round.open_step().reason();
  const v1::Contribution& said = round.contribute().contribution();
  return said.title().empty() || said.text().empty() ? said.title() + said.text() : said.title() + "\n" + said.text();
}

}  // namespace ramure::cli
