package dev.rapporteur.desk;

import dev.rapporteur.access.Actor;
import dev.rapporteur.access.KeyRing;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What controllers of all rooms can rely on: who acts, and in which language they are answered. */
final class DeskWeb implements WebMvcConfigurer {

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new WhoActs());
  }

  @Override
  public void addInterceptors(InterceptorRegistry interceptors) {
    interceptors.addInterceptor(new DeskLanguage.Switch());
  }

  /** Gives a controller the {@link Actor} on whose behalf it is asked. */
  private static final class WhoActs implements HandlerMethodArgumentResolver {
    @Override
    public boolean supportsParameter(MethodParameter parameter) {
      return parameter.getParameterType() == Actor.class;
    }

    @Override
    public Object resolveArgument(
        MethodParameter parameter,
        @Nullable ModelAndViewContainer container,
        NativeWebRequest request,
        @Nullable WebDataBinderFactory binders) {
      return SessionGuard.person()
          .map(SignedInPerson::actor)
          .or(() -> KeyAuthentication.holder().map(KeyRing.Holder::actor))
          .orElseThrow(() -> new AccessDeniedException("nobody is signed in"));
    }
  }
}
