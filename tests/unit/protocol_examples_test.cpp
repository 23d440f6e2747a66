// The examples in protocol/EXAMPLES.md are messages of the protocol, every field of them.
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <set>

#include "ramure/v1/accounts.pb.h"
#include "ramure/v1/frames.pb.h"

namespace ramure::protocol {

namespace {

const std::string examples_path = RAMURE_SOURCE_DIR "/protocol/EXAMPLES.md";

struct Example {
  std::size_t line = 0;
  std::string type;  // "ClientFrame"
  std::string json;
};

std::vector<Example> read_examples() {
  std::ifstream file(examples_path);
  std::vector<Example> examples;
  bool inside = false;
  std::size_t number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.starts_with("```json ")) {
      examples.push_back({number, line.substr(8), ""});
      inside = true;
    } else if (line.starts_with("```")) {
      inside = false;
    } else if (inside) {
      examples.back().json += line + "\n";
    }
  }
  return examples;
}

}  // namespace

TEST(ProtocolExamples, EachIsTheMessageThatItSaysItIs) {
  (void)v1::SignIn::descriptor();  // accounts.proto is linked in
  std::set<std::string> types;
  for (const Example& example : read_examples()) {
    SCOPED_TRACE("EXAMPLES.md, line " + std::to_string(example.line));
    const auto* type =
        google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName("ramure.v1." + example.type);
    ASSERT_NE(type, nullptr) << example.type;
    const std::unique_ptr<google::protobuf::Message> message(
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New());
    const auto status = google::protobuf::util::JsonStringToMessage(example.json, message.get());
    EXPECT_TRUE(status.ok()) << status.ToString();
    types.insert(example.type);
  }
  for (const char* type : {"SignIn", "ClientFrame", "ServerFrame", "Command", "Reply"}) {
    EXPECT_TRUE(types.contains(type)) << "no example of " << type;
  }
}

}  // namespace ramure::protocol
