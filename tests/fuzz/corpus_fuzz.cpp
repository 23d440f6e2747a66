// Any bytes as the files of a community: a corpus whose references resolve, or a fault that says where.
#include "protocol/check.hpp"
#include "server/ops/corpus.hpp"

using namespace ramure;

namespace {

void check_corpus(const ops::Corpus& corpus) {
  CHECK(!corpus.name.empty(), "a community has a name");
  for (const ops::CorpusPerson& person : corpus.people) {
    CHECK(corpus.person(person.id) != nullptr && person.role != v1::ROLE_UNSPECIFIED, "a person has an id and a role");
    CHECK(person.territory_id.empty() || corpus.territory(person.territory_id) != nullptr, "of a known territory");
  }
  for (const ops::CorpusThread& thread : corpus.threads) {
    CHECK(!thread.messages.empty(), "a thread has a first message");
    for (const ops::CorpusMessage& message : thread.messages) {
      CHECK(corpus.person(message.author_id) != nullptr, "somebody known wrote it");
    }
  }
}

}  // namespace

// The first byte that is 0 parts the two files.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto end = bytes.find('\0');
  const std::string_view threads = end == std::string_view::npos ? "" : bytes.substr(end + 1);
  const auto corpus = ops::read_corpus({std::string(bytes.substr(0, end)), std::string(threads)});
  if (corpus) {
    check_corpus(*corpus);
  } else {
    CHECK(!corpus.error().where.empty() && !corpus.error().sentence.empty(), "a fault says where and what");
  }
  return 0;
}
