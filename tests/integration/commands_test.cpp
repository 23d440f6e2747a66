// `ramured` as an operator uses it: the real binary, with a server running beside it and without.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <sstream>

#include "tests/support/demo_server.hpp"
#include "tests/support/program.hpp"
#include "tests/support/server_process.hpp"
#include "tests/support/temporary_folder.hpp"

namespace ramure::test {
namespace {

constexpr const char* small_community = R"({
  "programme": {"title": "Un parcours"}, "themes": [], "territories": [{"id": "t01", "name": "Valmérac"}],
  "people": [{"id": "p01", "display_name": "Ada", "role": "catalyseur", "territory_id": "t01"},
             {"id": "a01", "display_name": "Alan", "role": "admin"}]})";

class CommandsTest : public ::testing::Test {
 protected:
  CommandsTest() { std::ofstream(folder / "petite.json") << small_community; }

  Finished ramured(std::vector<std::string> words) {
    words.insert(words.begin(), {RAMURED_PATH, "--data", data.string()});
    return run_program(words);
  }
  std::string must(const std::vector<std::string>& words) {
    const Finished finished = ramured(words);
    EXPECT_EQ(finished.status, 0) << words.at(0) << ": " << finished.output << finished.errors;
    return finished.output;
  }
  void create_small() { must({"community", "create", "--from", (folder / "petite.json").string()}); }

  TemporaryFolder folder;
  const std::filesystem::path data = folder / "data";
};

std::string content(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST_F(CommandsTest, MakesAndListsACommunityWithInvitations) {
  const auto links = folder / "links.tsv";
  must({"community", "create", "--from", (folder / "petite.json").string(), "--invitations", links.string()});
  EXPECT_EQ(must({"community", "list"}), "petite\tUn parcours\t2 people\n");
  EXPECT_EQ(must({"community", "list", "--json"}), "{\"slug\":\"petite\",\"name\":\"Un parcours\",\"members\":2}\n");
  EXPECT_NE(content(links).find("p01\t/invitation#"), std::string::npos);
  struct stat status{};
  ASSERT_EQ(stat(links.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
  EXPECT_EQ(must({"check"}), "All is well.\n");
}

TEST_F(CommandsTest, SaysWhatIsWrongAndWithWhichStatus) {
  EXPECT_EQ(ramured({"community", "create"}).status, 2) << "--from is required";
  EXPECT_EQ(ramured({"make-coffee"}).status, 2);
  std::ofstream(folder / "faulty.json") << R"({"programme": {"title": "x"}, "themes": [], "territories": [],
      "people": [{"id": "p01", "display_name": "Ada", "role": "roi"}]})";
  const Finished faulty = ramured({"community", "create", "--from", (folder / "faulty.json").string()});
  EXPECT_EQ(faulty.status, 2);
  EXPECT_NE(faulty.errors.find("community.json: people[0].role: "), std::string::npos) << faulty.errors;

  create_small();
  const Finished again = ramured({"community", "create", "--from", (folder / "petite.json").string()});
  EXPECT_EQ(again.status, 1);
  EXPECT_NE(again.errors.find("already"), std::string::npos) << again.errors;
  EXPECT_EQ(ramured({"member", "list", "--community", "grande"}).status, 1);
  const Finished nowhere = run_program({RAMURED_PATH, "--data", (folder / "no" / "where").string(), "check"});
  EXPECT_EQ(nowhere.status, 3) << nowhere.errors;
}

TEST_F(CommandsTest, WorksBesideARunningServer) {
  create_small();
  ServerProcess server(data);
  const std::string added = must({"member", "add", "--community", "petite", "--name", "Grace Hopper", "--role",
                                  "catalyst", "--territory", "t01", "--sign-in", "grace"});
  EXPECT_NE(added.find("Password, shown once: "), std::string::npos);
  const std::string members = must({"member", "list", "--community", "petite"});
  EXPECT_NE(members.find("\tGrace Hopper\tcatalyst\tt01\tactive\tgrace\n"), std::string::npos) << members;
  must({"member", "role", "--community", "petite", "--member", "a01", "--role", "evaluator"});
  EXPECT_NE(must({"member", "list", "--community", "petite", "--json"}).find("\"role\":\"evaluator\""),
            std::string::npos);
  EXPECT_NE(must({"member", "invite", "--community", "petite", "--member", "p01"}).find("/invitation#"),
            std::string::npos);
  EXPECT_NE(must({"member", "reset-password", "--sign-in", "GRACE"}).find("Password"), std::string::npos);
  must({"community", "create", "--from", (folder / "petite.json").string(), "--slug", "autre"});
  EXPECT_NE(must({"community", "list"}).find("autre\t"), std::string::npos);
  EXPECT_EQ(must({"check"}), "All is well.\n");
  must({"backup", (folder / "backup").string()});
  EXPECT_EQ(ramured({"backup", (folder / "backup").string()}).status, 1) << "never over another";
  const Finished restore = ramured({"restore", (folder / "backup").string()});
  EXPECT_EQ(restore.status, 3) << "not while a server runs: " << restore.errors;
  EXPECT_EQ(server.stop(), 0);
  EXPECT_FALSE(std::filesystem::exists(data / "admin.sock"));
  EXPECT_EQ(must({"check"}), "All is well.\n");
}

TEST_F(CommandsTest, ABackupIsRestoredAndServedUnderANewEpoch) {
  create_small();
  must({"member", "add", "--community", "petite", "--name", "Grace", "--role", "evaluator", "--sign-in", "grace"});
  const auto backup = folder / "backup";
  must({"backup", backup.string()});
  EXPECT_EQ(ramured({"restore", backup.string()}).status, 1) << "the folder is not empty";
  const auto restored = folder / "restored";
  const Finished finished = run_program({RAMURED_PATH, "--data", restored.string(), "restore", backup.string()});
  EXPECT_EQ(finished.status, 0) << finished.errors;
  {
    ServerProcess server(restored);
    const Finished members =
        run_program({RAMURED_PATH, "--data", restored.string(), "member", "list", "--community", "petite"});
    EXPECT_NE(members.output.find("\tGrace\t"), std::string::npos) << members.output << members.errors;
    EXPECT_EQ(server.stop(), 0);
  }
  const Finished checked = run_program({RAMURED_PATH, "--data", restored.string(), "check"});
  EXPECT_EQ(checked.output, "All is well.\n") << checked.errors;
}

TEST_F(CommandsTest, AServerThatWasKilledLeavesNothingInTheWay) {
  create_small();
  ServerProcess server(data);
  server.kill();
  EXPECT_TRUE(std::filesystem::exists(data / "admin.sock"));
  EXPECT_EQ(must({"community", "list"}), "petite\tUn parcours\t2 people\n");
  server.start();
  EXPECT_EQ(must({"community", "list"}), "petite\tUn parcours\t2 people\n");
  EXPECT_EQ(server.stop(), 0);
}

}  // namespace
}  // namespace ramure::test
