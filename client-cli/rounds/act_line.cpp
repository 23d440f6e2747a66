#include "client-cli/rounds/act_line.hpp"

#include <algorithm>

namespace ramure::cli {

namespace {

// At blanks; what stands between straight double quotes stays together. An apostrophe is no quote: « l'idée ».
std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> words;
  bool inside = false, begun = false;
  for (const char c : line) {
    if (c == '"') {
      inside = !inside;
      if (!begun) words.emplace_back();
      begun = true;
    } else if (!inside && (c == ' ' || c == '\t')) {
      begun = false;
    } else {
      if (!begun) words.emplace_back();
      begun = true;
      words.back() += c;
    }
  }
  return words;
}

const Act* find_act(const std::string& name) {
  const std::string wanted = fold(name);
  const auto found = std::ranges::find_if(
      acts(), [&](const Act& act) { return wanted == act.name || (act.alias != nullptr && wanted == act.alias); });
  return found == acts().end() ? nullptr : &*found;
}

}  // namespace

Result<TypedAct> parse_act(const std::string& line) {
  std::vector<std::string> words = split(line);
  if (words.empty()) return fail(Exit::usage, t({"quoi ? /aide le dit", "what? /help tells"}));
  TypedAct typed{find_act(words.front()), {}};
  if (typed.act == nullptr)
    return fail(Exit::usage,
                t({"« /{} » ? /aide dit ce qui existe", "\"/{}\"? /help tells what there is"}, {words.front()}));
  CLI::App app(t(typed.act->help), typed.act->name);
  app.set_help_flag();
  typed.act->options(app, typed.words);
  words.erase(words.begin());
  std::ranges::reverse(words);  // as CLI11 takes them
  try {
    app.parse(words);
  } catch (const CLI::ParseError& error) {
    return fail(Exit::usage, t({"/{} : {} ({})", "/{}: {} ({})"}, {typed.act->name, t(typed.act->help), error.what()}));
  }
  return typed;
}

std::vector<std::string> act_lines() {
  std::vector<std::string> lines;
  for (const Act& act : acts()) {
    const bool has_alias = act.alias != nullptr && language() == Language::french;
    lines.push_back(std::string("/") + (has_alias ? act.alias : act.name) + "  " + t(act.help));
  }
  return lines;
}

}  // namespace ramure::cli
