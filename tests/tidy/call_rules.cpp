#include <algorithm>
#include <cctype>
#include <string_view>

#include "tests/tidy/rules.hpp"

namespace ramure::tidy {

namespace {

using Paths = std::vector<std::string_view>;

struct BannedCall {
  std::string_view name;  // a word, or a call up to and with its parenthesis
  std::string_view reason;
  Paths allowed_in;  // path prefixes
};

const Paths product{"protocol/", "storage/", "server/", "client-cli/"};

const std::vector<BannedCall> banned_in_product{
    {"getenv(", "the environment is read in one place", {"server/config", "client-cli/environment"}},
    {"setenv(", "it is not safe beside threads", {}},
    {"system(", "start a program without a shell between", {}},
    {"popen(", "start a program without a shell between", {}},
    {"std::cout", "libraries do not print", {"server/main.cpp", "server/ops/", "client-cli/"}},
    {"printf(", "libraries do not print", {"client-cli/"}},
    {"sleep(", "wait on a timer or a condition", {}},
    {"usleep(", "wait on a timer or a condition", {}},
    {"nanosleep(", "wait on a timer or a condition", {}},
    {"sleep_for(", "wait on a timer or a condition", {"client-cli/session/live.cpp"}},  // a terminal reconnecting
    {"sleep_until(", "wait on a timer or a condition", {}},
    {"time(nullptr", "time is an argument: Clock", {}},
    {"time(NULL", "time is an argument: Clock", {}},
    {"gettimeofday(", "time is an argument: Clock", {}},
    {"clock_gettime(", "time is an argument: Clock", {}},
    {"system_clock::now(", "time is an argument: Clock", {"server/system_clock", "client-cli/environment"}},
    {"rand(", "randomness is an argument: Random", {}},
    {"srand(", "randomness is an argument: Random", {}},
    {"random_device", "randomness is an argument: Random", {}},
    {"mt19937", "randomness is an argument: Random", {}},
    {"mt19937_64", "randomness is an argument: Random", {}},
    {"assert(", "CHECK stays on in release", {}},
    {"sprintf(", "it does not know the size of its buffer", {}},
    {"strcpy(", "it does not know the size of its buffer", {}},
    {"strcat(", "it does not know the size of its buffer", {}},
};

// Rules decide from what they are given: not even a monotonic clock.
const std::vector<BannedCall> banned_in_rules{
    {"steady_clock::now(", "rules cannot look at a clock", {}},
    {"std::thread", "rules are plain sequential code", {}},
    {"std::mutex", "rules are plain sequential code", {}},
    {"co_await", "rules cannot wait", {}},
};
const Paths rules{"server/community/", "server/codev/", "server/roadmap/", "server/dossier/",
                  "server/identity/permissions"};

bool starts_with_any(std::string_view path, const Paths& prefixes) {
  return std::ranges::any_of(prefixes, [&](std::string_view prefix) { return path.starts_with(prefix); });
}

void check_calls(const SourceFile& file, const std::vector<BannedCall>& banned, Complaints& complaints) {
  for (const BannedCall& call : banned) {
    if (starts_with_any(file.path, call.allowed_in)) continue;
    const std::string_view name = call.name.substr(0, call.name.find('('));
    for (std::size_t i = 0; i < file.code.size(); ++i) {
      if (has_word(file.code[i], name) && file.code[i].find(call.name) != std::string::npos) {
        complaints.push_back({file.path, i + 1, std::string(name) + ": " + std::string(call.reason)});
      }
    }
  }
}

bool begins_sql(std::string_view literal) {
  static const Paths verbs{"SELECT ", "INSERT ",         "UPDATE ",  "DELETE FROM ", "CREATE ", "DROP ", "ALTER TABLE ",
                           "PRAGMA ", "BEGIN IMMEDIATE", "ROLLBACK", "SAVEPOINT ",   "ATTACH ", "VACUUM"};
  while (!literal.empty() && std::isspace(static_cast<unsigned char>(literal.front())) != 0) literal.remove_prefix(1);
  return starts_with_any(literal, verbs);
}

}  // namespace

Complaints check_banned_calls(const Tree& tree) {
  Complaints complaints;
  for (const SourceFile& file : tree.files) {
    if (!file.is_cpp()) continue;
    if (starts_with_any(file.path, product)) check_calls(file, banned_in_product, complaints);
    if (starts_with_any(file.path, rules)) check_calls(file, banned_in_rules, complaints);
  }
  return complaints;
}

Complaints check_sql(const Tree& tree) {
  Complaints complaints;
  for (const SourceFile& file : tree.files) {
    if (!file.is_cpp() || !starts_with_any(file.path, {"protocol/", "server/", "client-cli/"})) continue;
    for (std::size_t i = 0; i < file.uncommented.size(); ++i) {
      const std::string_view line = file.uncommented[i];
      for (auto quote = line.find('"'); quote != std::string_view::npos; quote = line.find('"', quote + 1)) {
        auto literal = line.substr(quote + 1);
        if (literal.starts_with('(')) literal.remove_prefix(1);  // of a raw string
        if (begins_sql(literal)) complaints.push_back({file.path, i + 1, "SQL is said in storage/ only"});
      }
    }
  }
  return complaints;
}

}  // namespace ramure::tidy
