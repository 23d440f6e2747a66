// A community's own forms of rounds, as an operator looks after them: checked, backed up, restored.
#include <gtest/gtest.h>

#include <fstream>

#include "server/ops/durable_files.hpp"
#include "server/ops/import.hpp"
#include "server/ops/upkeep.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/temporary_folder.hpp"

namespace ramure::ops {
namespace {

class TemplatesUpkeep : public ::testing::Test {
 protected:
  TemplatesUpkeep() {
    auto corpus = read_corpus({.community = R"({"programme": {"title": "Un parcours"}, "themes": [], "territories": [],
                                 "people": [{"id": "f01", "display_name": "Barbara", "role": "facilitateur"}]})",
                               .threads = {}});
    corpus->slug = "petite";
    test::SeededRandom random(1);
    const ImportRequest request{
        .folder = paths.community("petite"), .now_ms = 1'795'000'000'000, .durable = false, .progress = {}};
    EXPECT_TRUE(import(*corpus, request, random));
  }
  void write(const std::string& name, const std::string& text) {
    std::filesystem::create_directories(paths.templates("petite"));
    std::ofstream(paths.templates("petite") / name) << text;
  }
  std::vector<std::string> findings() const { return check_data(paths, "", silent); }

  test::TemporaryFolder folder;
  const DataPaths paths{folder / "data"};
  const AdminProgress silent = [](std::string_view, std::size_t, std::size_t) {};
};

constexpr const char* good = R"(
key = "rapide"
based_on = "standard"
label = "Tour rapide"
drop = ["retour"]
)";

TEST_F(TemplatesUpkeep, CheckFindsNothingInAGoodOne) {
  EXPECT_TRUE(findings().empty()) << "there is no such folder";
  write("rapide.toml", good);
  write("notes.txt", "not a template");
  EXPECT_TRUE(findings().empty()) << findings().front();
}

TEST_F(TemplatesUpkeep, CheckNamesFileStepFieldAndSentenceOfAMistake) {
  write("rapide.toml", std::string(good) + "[[steps]]\nkey = \"expose\"\nminutes = { min = -5 }\n");
  const std::vector<std::string> found = findings();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_TRUE(found.front().starts_with("petite: templates: rapide.toml, step \"expose\", minutes")) << found.front();
}

TEST_F(TemplatesUpkeep, TheyGoWithABackupAndComeBackFromIt) {
  write("rapide.toml", good);
  backup_data(paths, folder / "backup", silent);
  const DataPaths restored{folder / "restored"};
  restore_data(folder / "backup", restored);
  EXPECT_EQ(read_whole_file(restored.templates("petite") / "rapide.toml", 1'000), good);
}

TEST_F(TemplatesUpkeep, WordsOfMailsAreCheckedAndGoWithABackupToo) {
  std::filesystem::create_directories(paths.mail_templates("petite"));
  const auto file = paths.mail_templates("petite") / "sign_in.fr.txt";
  std::ofstream(file) << "Subject: Entrez\n\nBonjour {nom}\n\n[Ici]({link})\n";
  EXPECT_EQ(findings(),
            std::vector<std::string>{"petite: templates: mail/sign_in.fr.txt, line 3: there is no field {nom}"});
  std::ofstream(file) << "Subject: Entrez\n\nBonjour {name}\n\n[Ici]({link})\n";
  EXPECT_TRUE(findings().empty());
  backup_data(paths, folder / "backup", silent);
  const DataPaths restored{folder / "restored"};
  restore_data(folder / "backup", restored);
  EXPECT_TRUE(std::filesystem::exists(restored.mail_templates("petite") / "sign_in.fr.txt"));
}

}  // namespace
}  // namespace ramure::ops
