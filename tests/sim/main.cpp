// sim_tests [--seed N | --seeds COUNT] [--first N]: COUNT worlds (500), or one by its number. The environment variables
// RAMURE_SIM_SEED and RAMURE_SIM_SEEDS say the same. A seed that fails is printed, and is all that is needed to see it
// fail again. With --vectors FILE nothing is tested: what clients are told in these worlds is written down
// (vectors.hpp).
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

#include "tests/sim/simulation.hpp"
#include "tests/sim/text_world.hpp"
#include "tests/sim/vectors.hpp"

namespace ramure::sim {
namespace {

struct Options {
  std::uint64_t first = 1, count = 500;
  std::string vectors_file;
} options;

Tally all;  // of the worlds without a fault put in

// What went wrong with this seed; empty: nothing did.
std::string fault_of(std::uint64_t seed, Mutation mutation) {
  try {
    Simulation simulation(seed, mutation);
    simulation.run();
    if (mutation == Mutation::none) all.add(simulation.tally());
    return {};
  } catch (const std::exception& error) {
    return error.what();
  }
}

TEST(Simulation, KeepsItsPromisesForEverySeed) {
  int failures = 0;
  for (std::uint64_t seed = options.first; seed < options.first + options.count && failures < 3; ++seed) {
    const std::string fault = fault_of(seed, Mutation::none);
    if (fault.empty()) continue;
    ++failures;
    ADD_FAILURE() << "seed " << seed << " (sim_tests --seed " << seed << "): " << fault;
  }
  std::cout << all.events << " events, " << all.refusals << " refused, " << all.repeated << " repeated, "
            << all.erasures << " erased, " << all.moves << " moves, " << all.uploads << " files, " << all.round_events
            << " in rounds, " << all.roadmap_events << " in roadmaps; " << all.text_changes << " changes of texts, "
            << all.text_deliveries << " told, " << all.texts_opened << " opened; " << all.frames << " frames, "
            << all.pages << " pages, " << all.private_pages << " of private rows, " << all.snapshots << " snapshots, "
            << all.resumed << " resumed; " << all.cuts << " cuts, " << all.crashes << " crashes, " << all.lost_batches
            << " in a batch, " << all.restores << " restores, " << all.overloads << " overloads; " << all.views
            << " views compared\n";
}

// Shared writing on bad lines, with the C++ client; tests/collab/ has the same with the editors' own JavaScript.
TEST(SharedWriting, ConvergesForEverySeed) {
  Tally written;
  int failures = 0;
  for (std::uint64_t seed = options.first; seed < options.first + options.count && failures < 3; ++seed) {
    try {
      TextWorld world(seed);
      world.run();
      written.add(world.tally());
    } catch (const std::exception& error) {
      ++failures;
      ADD_FAILURE() << "seed " << seed << " (sim_tests --seed " << seed << "): " << error.what();
    }
  }
  std::cout << written.text_changes << " changes, " << written.text_deliveries << " told, " << written.texts_opened
            << " opened; " << written.cuts << " cuts, " << written.crashes << " crashes, " << written.lost_batches
            << " in a batch\n";
}

// The checks are worth something only if they find what is put in on purpose.
class Mutations : public testing::TestWithParam<std::pair<Mutation, const char*>> {};

TEST_P(Mutations, AreFound) {
  constexpr std::uint64_t seeds_max = 200;
  for (std::uint64_t seed = 1; seed <= seeds_max; ++seed) {
    if (!fault_of(seed, GetParam().first).empty()) return;
  }
  ADD_FAILURE() << "no check noticed this fault in " << seeds_max << " seeds";
}

INSTANTIATE_TEST_SUITE_P(
    Simulation, Mutations,
    testing::Values(std::pair{Mutation::drop_event, "DroppedEvent"}, std::pair{Mutation::repeat_frame, "RepeatedFrame"},
                    std::pair{Mutation::ignore_membership, "IgnoredMembership"},
                    std::pair{Mutation::lose_commit, "LostCommit"}, std::pair{Mutation::act_twice, "KeyThatActsTwice"},
                    std::pair{Mutation::keep_erased, "KeptErasedWords"}, std::pair{Mutation::leak_desk, "LeakedDesk"},
                    std::pair{Mutation::drop_text_change, "DroppedTextChange"},
                    std::pair{Mutation::leak_text, "LeakedText"}),
    [](const auto& mutation) { return std::string(mutation.param.second); });

bool read_number(const char* text, std::uint64_t& number) {
  if (text == nullptr || *text == '\0') return false;
  char* end = nullptr;
  number = std::strtoull(text, &end, 10);
  return *end == '\0';
}

void choose_seed(std::uint64_t seed) {
  options.first = seed;
  options.count = 1;
}

bool read_options(int argc, char** argv) {
  std::uint64_t number = 0;
  if (read_number(std::getenv("RAMURE_SIM_SEEDS"), number)) options.count = number;
  if (read_number(std::getenv("RAMURE_SIM_SEED"), number)) choose_seed(number);
  for (int i = 1; i < argc; i += 2) {
    const std::string_view name = argv[i];
    if (name == "--vectors" && i + 1 < argc) {
      options.vectors_file = argv[i + 1];
      continue;
    }
    if (i + 1 == argc || !read_number(argv[i + 1], number)) return false;
    if (name == "--seed") {
      choose_seed(number);
    } else if (name == "--seeds") {
      options.count = number;
    } else if (name == "--first") {
      options.first = number;
    } else {
      return false;
    }
  }
  return true;
}

}  // namespace
}  // namespace ramure::sim

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  if (!ramure::sim::read_options(argc, argv)) {
    std::cerr << "usage: sim_tests [--seed N | --seeds COUNT] [--first N] [--vectors FILE]\n";
    return 2;
  }
  const auto& options = ramure::sim::options;
  if (options.vectors_file.empty()) return RUN_ALL_TESTS();
  try {
    ramure::sim::write_vectors(options.vectors_file, options.first, options.count);
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
