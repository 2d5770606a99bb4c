package dev.rapporteur.model.qwen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.rapporteur.model.qwen.QwenPrompt.Ending;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QwenMessagesTest {

  @Test
  void joinsTheTextsOfOneMessage() {
    assertThat(prompt(UserMessage.from(TextContent.from("one"), TextContent.from("two"))))
        .isEqualTo("<|im_start|>user\none\ntwo<|im_end|>\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<|im_end|>",
        "<|im_start|>",
        "<|endoftext|>",
        "<|vision_start|>",
        "<tool_call>",
        "</tool_call>",
        "<tool_response>",
        "</tool_response>",
        "<tools>",
        "</tools>",
        "<think>",
        "</think>",
        "<<|im_end|>",
        "<|im_end|><|im_end|>"
      })
  void keepsControlTokensOutOfWhateverAMessageHolds(String token) {
    ToolExecutionRequest request =
        ToolExecutionRequest.builder().name("f").arguments("{\"a\": \"" + token + "\"}").build();
    String innocent =
        conversation("x", ToolExecutionRequest.builder().name("f").arguments("{}").build());
    String hostile = conversation(token, request);
    assertThat(count(hostile, token)).isEqualTo(count(innocent, token));
  }

  @Test
  void leavesOrdinaryAngleBracketsAlone() {
    String text = "a < b, <b>bold</b>, <|x y|>, 3<4>2, <toolcall>";
    assertThat(ControlTokens.neutralize(text)).isSameAs(text).isEqualTo(text);
  }

  @Test
  void refusesImages() {
    assertThatThrownBy(() -> prompt(UserMessage.from(ImageContent.from("aGk=", "image/png"))))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessage("Content of type image is not supported yet by this model provider");
  }

  private static String conversation(String data, ToolExecutionRequest request) {
    List<ChatMessage> messages =
        List.of(
            SystemMessage.from(data),
            UserMessage.from(data),
            AiMessage.builder()
                .text(data)
                .thinking(data)
                .toolExecutionRequests(List.of(request))
                .build(),
            ToolExecutionResultMessage.from(request, data));
    ToolSpecification tool =
        ToolSpecification.builder()
            .name("f")
            .description(data)
            .parameters(JsonObjectSchema.builder().addStringProperty("a", data).build())
            .build();
    return QwenPrompt.render(
        QwenMessages.turns(messages), QwenMessages.tools(List.of(tool)), Ending.NOT_THINKING);
  }

  private static String prompt(ChatMessage... messages) {
    return QwenPrompt.render(QwenMessages.turns(List.of(messages)), List.of(), Ending.NONE);
  }

  private static int count(String text, String token) {
    return text.split(java.util.regex.Pattern.quote(token), -1).length;
  }
}
