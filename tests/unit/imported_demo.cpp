#include "tests/unit/imported_demo.hpp"

namespace ramure::ops {

std::string demo_file(const std::string& name) {
  return read_whole_file(std::filesystem::path(RAMURE_DEMO_DIR) / name, corpus_file_bytes_max);
}

std::map<std::string, std::string> demo_texts(const std::string& of_folder) {
  std::map<std::string, std::string> documents;
  for (const auto& file : std::filesystem::directory_iterator(std::filesystem::path(RAMURE_DEMO_DIR) / of_folder)) {
    documents[file.path().filename()] = read_whole_file(file.path(), corpus_file_bytes_max);
  }
  return documents;
}

Corpus demo_corpus() {
  auto corpus = read_corpus({.community = demo_file("community.json"),
                             .threads = demo_file("threads.json"),
                             .rounds = demo_file("rounds.json"),
                             .roadmaps = demo_file("roadmaps.json"),
                             .course = demo_file("course.json"),
                             .documents = demo_texts("roadmaps"),
                             .papers = demo_texts("papers")});
  EXPECT_TRUE(corpus) << corpus.error().where << ": " << corpus.error().sentence;
  corpus->slug = "demo";
  return std::move(*corpus);
}

}  // namespace ramure::ops
